/** The invented township of the map: where its villages, river, road and railway lie, on a square of 1000 units. */

/** The square in degrees: about 13 km a side. Nothing here is a real place. */
const WEST = 112.62;
const NORTH = 27.36;
const DEGREES_WIDE = 0.135;
const DEGREES_HIGH = 0.12;
export const SIDE = 1000;

export const CENTRE = { x: 575, y: 520 };

export const VILLAGES = [
  { x: 215, y: 95, zh: "云岭坳", en: "Yunling'ao" },
  { x: 395, y: 70, zh: "高椅岩", en: "Gaoyiyan" },
  { x: 640, y: 95, zh: "樟木岭", en: "Zhangmuling" },
  { x: 865, y: 80, zh: "龙泉坳", en: "Longquan'ao" },
  { x: 105, y: 250, zh: "枫林", en: "Fenglin" },
  { x: 335, y: 205, zh: "板栗坳", en: "Banli'ao" },
  { x: 560, y: 235, zh: "茶园坡", en: "Chayuanpo" },
  { x: 770, y: 225, zh: "松柏坪", en: "Songbaiping" },
  { x: 205, y: 455, zh: "双溪口", en: "Shuangxikou" },
  { x: 425, y: 345, zh: "竹溪", en: "Zhuxi" },
  { x: 665, y: 365, zh: "金鸡垅", en: "Jinjilong" },
  { x: 890, y: 350, zh: "桐子岗", en: "Tongzigang" },
  { x: 105, y: 545, zh: "青石铺", en: "Qingshipu" },
  { x: 375, y: 485, zh: "白鹭湾", en: "Bailuwan" },
  { x: 655, y: 462, zh: "衡麓社区", en: "Henglu" },
  { x: 835, y: 500, zh: "乌桕坪", en: "Wujiuping" },
  { x: 215, y: 690, zh: "荷叶塘", en: "Heyetang" },
  { x: 475, y: 620, zh: "柳塘", en: "Liutang" },
  { x: 730, y: 655, zh: "黄泥坝", en: "Huangniba" },
  { x: 545, y: 835, zh: "麻柳滩", en: "Maliutan" },
  { x: 835, y: 815, zh: "蒲草洲", en: "Pucaozhou" },
];

export const RIVER = [
  "M-60 -700 L70 -30 C 110 120, 265 180, 260 300 S 235 390, 285 440 S 400 520, 420 590 S 400 720, 480 770 S 690 770, 760 845 S 900 900, 1030 890 L1800 870",
  "M560 -700 L500 -30 C 440 90, 500 190, 470 270 S 320 320, 305 375 S 290 420, 290 442",
];
export const ROAD = "M-900 650 L-30 590 C 60 560, 180 590, 300 570 S 470 575, 575 535 S 760 540, 860 540 S 960 480, 1030 470 L1800 380";
export const RAILWAY = "M-900 930 L-30 810 C 120 780, 250 800, 370 735 S 600 590, 700 575 S 800 400, 860 280 S 930 120, 1030 30 L1800 -660";
export const LANES = [
  "M215 95 Q 170 270 205 455 T 300 570", "M395 70 Q 350 140 335 205 T 425 345 T 575 520", "M640 95 Q 580 160 560 235 T 575 520",
  "M865 80 Q 830 160 770 225 T 665 365 T 575 520", "M105 250 Q 140 360 205 455", "M890 350 Q 850 440 835 500 L 832 540", "M105 545 L 110 574",
  "M215 690 Q 240 630 300 570", "M475 620 Q 530 590 575 520", "M730 655 Q 680 590 575 520", "M545 835 Q 520 740 475 620", "M835 815 Q 800 720 730 655", "M375 485 Q 390 530 400 574",
];
export const HILLS = ["M40 175 q60 -80 120 0", "M255 130 q55 -75 110 0", "M470 130 q60 -85 120 0", "M720 160 q55 -75 110 0", "M900 215 q45 -60 90 0", "M820 655 q50 -60 100 0", "M40 440 q45 -55 90 0", "M90 900 q60 -75 120 0", "M240 890 q45 -60 90 0"];
export const FIELDS = [[300, 620, 110, 80], [600, 690, 100, 70], [640, 900, 130, 60], [60, 620, 90, 60], [480, 410, 90, 55], [720, 420, 90, 50], [340, 850, 110, 70], [900, 620, 80, 90]];

const round = (degrees) => Math.round(degrees * 1e6) / 1e6;

export function toDegrees({ x, y }) {
  return { latitude: round(NORTH - (y / SIDE) * DEGREES_HIGH), longitude: round(WEST + (x / SIDE) * DEGREES_WIDE) };
}

export function toPoint({ latitude, longitude }) {
  return { x: ((longitude - WEST) / DEGREES_WIDE) * SIDE, y: ((NORTH - latitude) / DEGREES_HIGH) * SIDE };
}

export const isOnMap = ({ x, y }) => x >= 0 && x <= SIDE && y >= 0 && y <= SIDE;

/** The village whose dot is nearest to a point. */
export function nearestVillage(point) {
  const distance = (village) => Math.hypot(village.x - point.x, village.y - point.y);
  return VILLAGES.reduce((best, village) => (distance(village) < distance(best) ? village : best));
}

/** How many metres one unit of the map is, across and down alike at this latitude. */
const METRES = (DEGREES_HIGH * 111_195) / SIDE;

export const unitsOf = (metres) => metres / METRES;

/** How many metres lie between two places in degrees. */
export function metresBetween(one, other) {
  const [from, to] = [toPoint(one), toPoint(other)];
  return Math.hypot(from.x - to.x, from.y - to.y) * METRES;
}
