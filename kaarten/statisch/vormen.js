// Small geometry for the map: which tint every area gets, and where its label goes.

const TINTEN = 5;

// A tint per id, so that neighbours differ where five tints allow it.
export function tinten(topojson, geometrieen) {
  const buren = topojson.neighbors(geometrieen);
  const gekregen = [];
  geometrieen.forEach((_, nummer) => {
    const bezet = new Set(buren[nummer].map((buur) => gekregen[buur]));
    const vrij = [...Array(TINTEN).keys()].filter((tint) => !bezet.has(tint));
    // Spread over the tints instead of giving everything the first one.
    gekregen[nummer] = vrij.length ? vrij[nummer % vrij.length] : nummer % TINTEN;
  });
  return new Map(geometrieen.map(({ id }, nummer) => [id, gekregen[nummer]]));
}

// A place inside the largest part: the middle of its widest stretch at half height. [lat, lon]
export function labelplek({ type, coordinates }) {
  const delen = type === "Polygon" ? [coordinates] : coordinates;
  const ringen = delen.map(([buiten]) => buiten).filter((ring) => ring?.length > 3);
  if (!ringen.length) return null;
  const ring = ringen.reduce((grootste, ander) => (oppervlak(ander) > oppervlak(grootste) ? ander : grootste));
  const breedten = ring.map(([, lat]) => lat);
  const lat = (Math.min(...breedten) + Math.max(...breedten)) / 2;
  const snijpunten = [];
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1];
    const [x2, y2] = ring[i];
    if (y1 > lat !== y2 > lat) snijpunten.push(x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1));
  }
  snijpunten.sort((een, ander) => een - ander);
  let beste = null;
  for (let i = 1; i < snijpunten.length; i += 2) {
    const stuk = [snijpunten[i - 1], snijpunten[i]];
    if (!beste || stuk[1] - stuk[0] > beste[1] - beste[0]) beste = stuk;
  }
  return beste && [lat, (beste[0] + beste[1]) / 2];
}

function oppervlak(ring) {
  let som = 0;
  for (let i = 1; i < ring.length; i++) som += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return Math.abs(som);
}
