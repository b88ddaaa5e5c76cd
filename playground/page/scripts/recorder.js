/** Records one voice message from the microphone. */

/** Resolves to `{stop()}` once the microphone listens; rejects where there is none or the person says no. */
export async function record() {
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) throw new Error("no microphone");
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const type = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"].find((name) => MediaRecorder.isTypeSupported(name));
  const recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
  const parts = [];
  const began = performance.now();
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.start();
  const end = () =>
    new Promise((resolve) => {
      recorder.onstop = () => {
        stream.getTracks().forEach((track) => track.stop());
        const blob = new Blob(parts, { type: (recorder.mimeType || "audio/ogg").split(";")[0] });
        resolve({ blob, duration: Math.max(1, Math.round((performance.now() - began) / 1000)) });
      };
      recorder.stop();
    });
  return { stop: end };
}
