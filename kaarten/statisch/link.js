// The link that opens the same view again: sector, peildatum, codes of regions and a rough place on the
// map. It never holds what was typed or clicked: the centre is rounded to about a kilometre.

const DICHTSTE_ZOOM = 11;
const GEBIED = /^(?:PO|VO|GM)\d{4}(?:,(?:PO|VO|GM)\d{4}){0,7}$/;
const DATUM = /^\d{4}-\d{2}-\d{2}$/;
const BEELD = /^(\d{1,2}(?:\.\d{1,2})?)\/(-?\d{1,2}(?:\.\d{1,4})?)\/(-?\d{1,3}(?:\.\d{1,4})?)$/;

export function schrijfLink({ sector, datum, gekozen, zoom, midden }) {
  const delen = new URLSearchParams({ sector });
  if (datum) delen.set("peildatum", datum);
  if (gekozen.length) delen.set("gebied", gekozen.slice(0, 8).join(","));
  if (midden) delen.set("kaart", `${Math.min(zoom, DICHTSTE_ZOOM)}/${midden.lat.toFixed(2)}/${midden.lng.toFixed(2)}`);
  const adres = new URL(window.location.href);
  adres.hash = decodeURIComponent(delen.toString());
  return adres.href;
}

// What a link asks for; parts that are not understood are left out.
export function leesLink(hash) {
  const delen = new URLSearchParams(hash.replace(/^#/, ""));
  const beeld = BEELD.exec(delen.get("kaart") ?? "");
  const gebied = delen.get("gebied") ?? "";
  const datum = delen.get("peildatum") ?? "";
  return {
    sector: ["PO", "VO"].includes(delen.get("sector")) ? delen.get("sector") : null,
    datum: DATUM.test(datum) && !Number.isNaN(Date.parse(datum)) ? datum : null,
    gekozen: GEBIED.test(gebied) ? gebied.split(",") : [],
    beeld: beeld && { zoom: Number(beeld[1]), midden: [Number(beeld[2]), Number(beeld[3])] },
  };
}
