// The data behind map, list and table: one file per stretch of days on which nothing changed.

const bewaard = new Map();

// A JSON file, fetched once; forgotten when it fails, so that a next try asks again.
export function haal(pad) {
  if (!bewaard.has(pad)) {
    const belofte = fetch(pad).then((reactie) => {
      if (!reactie.ok) throw new Error(String(reactie.status));
      return reactie.json();
    });
    belofte.catch(() => bewaard.delete(pad));
    bewaard.set(pad, belofte);
  }
  return bewaard.get(pad);
}

// The data of a day, without any region before the first one; `pad` is that of today, from the page.
export async function gegevensOp(pad, datum) {
  const vandaag = await haal(pad);
  if (!datum) return leesbaar(vandaag);
  const nummer = vandaag.dagen.findLastIndex((dag) => dag <= datum);
  if (nummer < 0) return leesbaar({ ...vandaag, nummer, regeling: null, g: [], PO: [], VO: [], bestanden: { swv: [] } });
  return leesbaar(await haal(pad.replace(/-\d+\.json$/, `-${nummer}.json`)));
}

function leesbaar(ruw) {
  const gemeenten = new Map(ruw.g.map(([code, naam, PO, VO]) => [code, { code, naam, gesplitst: { PO, VO } }]));
  const rij = (sector) => ([code, naam, leden, postcodes, misschien, inwoners]) => ({
    code,
    naam,
    sector,
    gemeenten: leden.map((plek) => (plek < 0 ? `${ruw.g[-plek - 1][1]} (deel)` : ruw.g[plek][1])),
    postcodes,
    misschien,
    inwoners,
  });
  return { ...ruw, gemeenten, PO: ruw.PO.map(rij("PO")), VO: ruw.VO.map(rij("VO")) };
}
