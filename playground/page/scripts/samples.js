/** Makes photos, a voice message and a clip out of nothing, so that a newcomer needs no file to try them. */

const WIDTH = 960;
const HEIGHT = 720;

export const SCENES = ["sceneLamp", "sceneWater", "sceneTree", "sceneWall"];

/** A canvas with one of the invented scenes. `time` (seconds) moves what can move. */
export function drawScene(scene, canvas = document.createElement("canvas"), time = 0) {
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  DRAWINGS[scene](pen, time);
  return canvas;
}

export const samplePhoto = (scene) =>
  new Promise((resolve) => drawScene(scene).toBlob((blob) => resolve({ blob, width: WIDTH, height: HEIGHT }), "image/jpeg", 0.86));

const polygon = (pen, colour, points) => {
  pen.fillStyle = colour;
  pen.beginPath();
  points.forEach(([x, y]) => pen.lineTo(x, y));
  pen.fill();
};

function sky(pen, top, bottom, horizon = 460) {
  const shade = pen.createLinearGradient(0, 0, 0, horizon);
  shade.addColorStop(0, top);
  shade.addColorStop(1, bottom);
  pen.fillStyle = shade;
  pen.fillRect(0, 0, WIDTH, horizon);
}

function hills(pen, far, near) {
  for (const [colour, base, high, step] of [[far, 430, 90, 0.008], [near, 460, 60, 0.012]]) {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.moveTo(0, HEIGHT);
    for (let x = 0; x <= WIDTH; x += 12) pen.lineTo(x, base - high * Math.abs(Math.sin(x * step + base)));
    pen.lineTo(WIDTH, HEIGHT);
    pen.fill();
  }
}

function house(pen, x, y, size, wall = "#e8dcc8") {
  pen.fillStyle = wall;
  pen.fillRect(x, y - size * 0.7, size * 1.3, size * 0.7);
  polygon(pen, "#4b5563", [[x - size * 0.12, y - size * 0.68], [x + size * 0.65, y - size * 1.15], [x + size * 1.42, y - size * 0.68]]);
  pen.fillStyle = "#334155";
  pen.fillRect(x + size * 0.15, y - size * 0.5, size * 0.25, size * 0.22);
  pen.fillRect(x + size * 0.85, y - size * 0.5, size * 0.25, size * 0.22);
  pen.fillStyle = "#7c2d12";
  pen.fillRect(x + size * 0.5, y - size * 0.42, size * 0.26, size * 0.42);
}

const DRAWINGS = {
  sceneLamp(pen, time) {
    sky(pen, "#0b1533", "#33406b");
    hills(pen, "#1c2748", "#141d38");
    house(pen, 90, 500, 190, "#5b5f74");
    pen.fillStyle = "#10172b";
    pen.fillRect(0, 500, WIDTH, 220);
    polygon(pen, "#232b40", [[360, 500], [560, 500], [860, HEIGHT], [120, HEIGHT]]);
    for (let index = 0; index < 60; index += 1) {
      pen.fillStyle = "rgba(255,255,255,.7)";
      pen.fillRect((index * 173) % WIDTH, (index * 97) % 330, 2, 2);
    }
    pen.fillStyle = "#8b93a7";
    pen.fillRect(692, 150, 14, 440);
    pen.fillRect(560, 150, 146, 11);
    pen.fillStyle = Math.sin(time * 9) > 0.6 ? "#fde68a" : "#3f4656";
    pen.beginPath();
    pen.ellipse(570, 168, 42, 16, 0, 0, 7);
    pen.fill();
    pen.strokeStyle = "#f87171";
    pen.lineWidth = 7;
    pen.beginPath();
    pen.arc(570, 165, 72, 0, 7);
    pen.stroke();
  },
  sceneWater(pen, time) {
    sky(pen, "#8fa3b5", "#c9d3da");
    hills(pen, "#7b9483", "#5f7d68");
    house(pen, 620, 480, 200);
    polygon(pen, "#8d8779", [[300, 460], [520, 460], [900, HEIGHT], [0, HEIGHT]]);
    pen.fillStyle = "#8b7a55";
    pen.beginPath();
    pen.ellipse(440, 610, 360, 78, 0, 0, 7);
    pen.fill();
    pen.strokeStyle = "rgba(255,255,255,.45)";
    pen.lineWidth = 3;
    for (let ring = 0; ring < 5; ring += 1) {
      pen.beginPath();
      pen.ellipse(440, 610, 60 + ring * 62 + ((time * 40) % 60), 12 + ring * 13, 0, 0, 7);
      pen.stroke();
    }
    pen.strokeStyle = "rgba(230,240,250,.6)";
    for (let drop = 0; drop < 90; drop += 1) {
      const [x, y] = [(drop * 149) % WIDTH, (drop * 83 + time * 900) % HEIGHT];
      pen.beginPath();
      pen.moveTo(x, y);
      pen.lineTo(x - 8, y + 26);
      pen.stroke();
    }
    pen.fillStyle = "#dc2626";
    polygon(pen, "#f97316", [[200, 600], [232, 500], [264, 600]]);
    pen.fillStyle = "#fff";
    pen.fillRect(214, 552, 36, 14);
  },
  sceneTree(pen, time) {
    sky(pen, "#7fb2dd", "#d8ebf7");
    hills(pen, "#86b08c", "#5d9166");
    house(pen, 60, 480, 170);
    pen.fillStyle = "#6ba164";
    pen.fillRect(0, 480, WIDTH, 240);
    polygon(pen, "#a1a1a1", [[420, 480], [560, 480], [940, HEIGHT], [160, HEIGHT]]);
    pen.save();
    pen.translate(180, 620);
    pen.rotate(-0.13);
    pen.fillStyle = "#6b4423";
    pen.fillRect(0, -18, 560, 40);
    pen.fillRect(-44, -36, 60, 76);
    for (let leaf = 0; leaf < 70; leaf += 1) {
      pen.fillStyle = ["#2f6b34", "#3f8244", "#27592b"][leaf % 3];
      pen.beginPath();
      pen.arc(480 + ((leaf * 61) % 250) + Math.sin(time * 3 + leaf) * 4, -70 + ((leaf * 37) % 150), 26, 0, 7);
      pen.fill();
    }
    pen.restore();
  },
  sceneWall(pen) {
    sky(pen, "#b7cfe3", "#eaf2f8");
    pen.fillStyle = "#87a06d";
    pen.fillRect(0, 460, WIDTH, 260);
    pen.fillStyle = "#b98d6a";
    pen.fillRect(60, 170, 840, 420);
    pen.strokeStyle = "#8f6a4d";
    pen.lineWidth = 3;
    for (let row = 0; row < 12; row += 1) {
      for (let column = 0; column < 13; column += 1) pen.strokeRect(60 + column * 66 - (row % 2) * 33, 170 + row * 35, 66, 35);
    }
    pen.fillStyle = "#6b5b4b";
    pen.fillRect(40, 150, 880, 26);
    pen.strokeStyle = "#1f2937";
    pen.lineWidth = 10;
    pen.beginPath();
    [[430, 170], [470, 250], [430, 320], [500, 400], [470, 480], [540, 590]].forEach(([x, y]) => pen.lineTo(x, y));
    pen.stroke();
    pen.lineWidth = 4;
    pen.beginPath();
    [[470, 250], [540, 290], [580, 360]].forEach(([x, y]) => pen.lineTo(x, y));
    pen.stroke();
  },
};

/** About two seconds of hummed notes as a WAV. */
export function sampleVoice() {
  const rate = 16000;
  const notes = [262, 294, 330, 294, 392, 330];
  const each = 0.38;
  const samples = new Int16Array(Math.floor(rate * each * notes.length));
  for (let index = 0; index < samples.length; index += 1) {
    const at = index / rate;
    const within = (at % each) / each;
    const pitch = notes[Math.min(notes.length - 1, Math.floor(at / each))] * (1 + 0.006 * Math.sin(at * 34));
    const tone = [1, 0.5, 0.25, 0.12].reduce((sum, share, harmonic) => sum + share * Math.sin(2 * Math.PI * pitch * (harmonic + 1) * at), 0);
    samples[index] = 7000 * tone * Math.min(1, within * 9) * Math.min(1, (1 - within) * 5);
  }
  return { blob: wav(samples, rate), duration: Math.round(samples.length / rate) };
}

function wav(samples, rate) {
  const header = new DataView(new ArrayBuffer(44));
  const word = (at, text) => [...text].forEach((letter, index) => header.setUint8(at + index, letter.charCodeAt(0)));
  word(0, "RIFF");
  header.setUint32(4, 36 + samples.byteLength, true);
  word(8, "WAVEfmt ");
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, rate, true);
  header.setUint32(28, rate * 2, true);
  header.setUint16(32, 2, true);
  header.setUint16(34, 16, true);
  word(36, "data");
  header.setUint32(40, samples.byteLength, true);
  return new Blob([header, samples], { type: "audio/wav" });
}

/** Two seconds of rain on a flooded road, recorded from a canvas; null where the browser cannot record one. */
export async function sampleVideo() {
  if (!window.MediaRecorder || !HTMLCanvasElement.prototype.captureStream) return null;
  const canvas = drawScene("sceneWater");
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm" });
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const done = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start();
  const began = performance.now();
  await new Promise((resolve) => {
    const frame = () => {
      const at = (performance.now() - began) / 1000;
      drawScene("sceneWater", canvas, at);
      if (at < 2) requestAnimationFrame(frame);
      else resolve();
    };
    frame();
  });
  recorder.stop();
  await done;
  return { blob: new Blob(parts, { type: "video/webm" }), duration: 2, width: WIDTH, height: HEIGHT };
}
