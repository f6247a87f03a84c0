// The drawing itself: Leaflet over the shared TopoJSON. Styles are classes, so that the tokens of the
// style sheet, high contrast and print decide how it looks; names become text nodes.
import { haal } from "./gegevens.js";
import { maak, rustig } from "./dom.js";
import { bijAanwijzen, maakKaart } from "./kaartbasis.js";

// From which zoom the finer files are worth fetching: below it a pixel is larger than their detail.
const VANAF_ZOOM = [0, 9, 11, 13];
const LABELS_VANAF = 9;
const DICHTSTE = 15;
const ACHTERGROND = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png";
const LAGEN = ["gebieden", "jeugdregio", "gemeente", "omtrek"];

export class Kaartblad {
  // `opPlek` gets a place (lon, lat) that someone points at, `opBeeld` is called after every move and
  // `opStoring` when borders that there should be do not come.
  constructor(L, topojson, doek, { opPlek, opBeeld, opStoring }) {
    Object.assign(this, { L, topojson, opStoring, gegevens: null, sector: "PO", beurt: 0 });
    this.kaart = maakKaart(L, doek, { dichtst: DICHTSTE, heelPlek: "topleft" });
    this.lagen = Object.fromEntries(LAGEN.map((naam) => [naam, this.laag(naam)]));
    this.labels = L.layerGroup().addTo(this.kaart);
    this.aanwijzer = L.layerGroup().addTo(this.kaart);
    this.zet = { gemeenten: false, verdeeld: true, jeugdregio: false };
    this.gekozen = { codes: [], gemeenten: [], punt: null };
    bijAanwijzen(this.kaart, doek, ({ lat, lng }) => opPlek(lng, lat));
    this.kaart.on("zoomend", () => this.teken());
    this.kaart.on("moveend", () => opBeeld());
  }

  // Panes lie above each other in the order in which they are made.
  laag(naam) {
    this.kaart.createPane(naam);
    return this.L.layerGroup().addTo(this.kaart);
  }

  // -- what is drawn --------------------------------------------------------------------------------

  toon(gegevens, sector) {
    Object.assign(this, { gegevens, sector });
    return this.teken();
  }

  schakel(naam, aan) {
    this.zet[naam] = aan;
    return this.teken();
  }

  niveau() {
    const zoom = this.kaart.getZoom();
    return VANAF_ZOOM.findLastIndex((vanaf) => zoom >= vanaf);
  }

  // The file of a bundle at this zoom, or the nearest coarser one; null where there is none.
  async bundel(naam, niveau) {
    const paden = (this.gegevens?.bestanden[naam] ?? []).slice(0, niveau + 1).filter(Boolean);
    for (const pad of paden.reverse()) {
      try {
        return await haal(pad);
      } catch {
        // A coarser file may be here already.
      }
    }
    return null;
  }

  // Draw again; of several at once only the last one goes on after its files have come.
  async teken() {
    const beurt = ++this.beurt;
    const { dataset } = this.kaart.getContainer();
    dataset.bezig = "ja";
    const niveau = this.niveau();
    const metGemeenten = this.zet.gemeenten || this.zet.verdeeld || this.gekozen.gemeenten.length > 0;
    const [swv, gemeente, jeugd] = await Promise.all([
      this.bundel("swv", niveau),
      metGemeenten ? this.bundel("gemeente", niveau) : null,
      this.zet.jeugdregio ? this.bundel("jeugdregio", niveau) : null,
    ]);
    if (beurt !== this.beurt) return;
    if (!swv && this.gegevens?.bestanden.swv.some(Boolean)) this.opStoring();
    this.tekenGebieden(swv);
    this.tekenGemeenten(gemeente);
    this.tekenJeugdregios(jeugd);
    this.tekenOmtrek(swv, gemeente);
    dataset.getekend = `${this.sector}-${niveau}-${this.gegevens?.nummer ?? ""}`;
    delete dataset.bezig;
  }

  vormen(geojson, klasse, meer = {}) {
    const style = (kenmerk) => ({ className: typeof klasse === "function" ? klasse(kenmerk) : klasse });
    return this.L.geoJSON(geojson, { style, interactive: false, ...meer });
  }

  tekenGebieden(top) {
    this.lagen.gebieden.clearLayers();
    this.labels.clearLayers();
    const object = top?.objects[this.sector];
    if (!object) return;
    const tint = tinten(this.topojson, object.geometries);
    const alles = this.topojson.feature(top, object);
    const klasse = ({ id }) => `gebied tint-${tint.get(id)}${String(id).includes("|") ? " onzeker" : ""}`;
    const onEachFeature = ({ id }, laag) => laag.bindTooltip(this.naamkaartje(String(id)), { sticky: true, className: "naamkaartje" });
    this.lagen.gebieden.addLayer(this.vormen(alles, klasse, { pane: "gebieden", interactive: true, onEachFeature }));
    if (this.kaart.getZoom() >= LABELS_VANAF) for (const kenmerk of alles.features) this.label(kenmerk);
  }

  naamkaartje(id) {
    const rij = this.gegevens[this.sector].find(({ code }) => code === id);
    const onder = rij ? (rij.naam ?? opsomming(rij.gemeenten)) : "Niet zeker: een van deze verbanden.";
    return maak("div", {}, maak("strong", {}, id.replaceAll("|", " of ")), maak("br"), onder);
  }

  label(kenmerk) {
    const plek = labelplek(kenmerk.geometry);
    if (!plek) return;
    const html = maak("span", { "aria-hidden": "true" }, String(kenmerk.id).replaceAll("|", " / "));
    const icon = this.L.divIcon({ html, className: "codelabel", iconSize: null });
    this.labels.addLayer(this.L.marker(plek, { icon, interactive: false, keyboard: false }));
  }

  tekenGemeenten(top) {
    this.lagen.gemeente.clearLayers();
    const object = top?.objects.gemeente;
    if (!object) return;
    if (this.zet.verdeeld) {
      const verdeeld = object.geometries.filter(({ id }) => this.gegevens.gemeenten.get(id)?.gesplitst[this.sector]);
      const vormen = this.topojson.feature(top, { type: "GeometryCollection", geometries: verdeeld });
      this.lagen.gemeente.addLayer(this.vormen(vormen, "verdeeld", { pane: "gemeente" }).setStyle({ fillColor: "url(#arcering)" }));
    }
    if (this.zet.gemeenten) {
      this.lagen.gemeente.addLayer(this.vormen(this.topojson.mesh(top, object), "gemeentegrens", { pane: "gemeente" }));
    }
  }

  tekenJeugdregios(top) {
    this.lagen.jeugdregio.clearLayers();
    const object = top?.objects.jeugdregio;
    if (object) this.lagen.jeugdregio.addLayer(this.vormen(this.topojson.mesh(top, object), "jeugdgrens", { pane: "jeugdregio" }));
  }

  // -- what is chosen -------------------------------------------------------------------------------

  // Outline SWVs and gemeenten and mark a point. A point moves the map only when it is seen from afar.
  async kies({ codes = [], gemeenten = [], punt = null }, { zoom = true } = {}) {
    this.gekozen = { codes, gemeenten, punt };
    await this.teken();
    if (!zoom || (punt && this.kaart.getZoom() >= VANAF_ZOOM[1])) return;
    const kader = this.L.latLngBounds(punt ? [punt] : []);
    for (const vorm of !punt && gemeenten.length ? this.gemeenteomtrek : this.swvomtrek) {
      kader.extend(this.L.geoJSON(vorm).getBounds());
    }
    if (kader.isValid()) this.kaart.fitBounds(kader, { padding: [30, 30], maxZoom: 11, animate: !rustig() });
  }

  tekenOmtrek(swv, gemeente) {
    this.lagen.omtrek.clearLayers();
    this.aanwijzer.clearLayers();
    const { codes, gemeenten, punt } = this.gekozen;
    this.gemeenteomtrek = this.randen(gemeente, "gemeente", gemeenten);
    this.swvomtrek = [];
    const lijnen = this.gemeenteomtrek.map((vorm) => [vorm, "eigen"]);
    for (const sector of ["PO", "VO"]) {
      const vormen = this.randen(swv, sector, codes.filter((code) => code.startsWith(sector)));
      this.swvomtrek.push(...vormen);
      lijnen.push(...vormen.map((vorm) => [vorm, sector.toLowerCase()]));
    }
    // Light lines below coloured ones; where both sectors share a border the dashes lie on the solid line.
    for (const soort of ["onderlijn", "lijn"]) {
      for (const [vorm, klasse] of lijnen) {
        this.lagen.omtrek.addLayer(this.vormen(vorm, `omtrek ${soort} ${klasse}`, { pane: "omtrek" }));
      }
    }
    if (punt) {
      const opties = { className: "punt", radius: 8, interactive: false, pane: "omtrek" };
      this.aanwijzer.addLayer(this.L.circleMarker(punt, opties));
    }
  }

  // The borders of regions, each line once: two dashed lines over each other would look solid.
  randen(top, object, codes) {
    const geometrie = top?.objects[object];
    const hoort = ({ id }) => String(id).split("|").some((code) => codes.includes(code));
    if (!geometrie?.geometries.some(hoort)) return [];
    return [this.topojson.mesh(top, geometrie, (een, ander) => hoort(een) || hoort(ander))];
  }

  // -- the base map ---------------------------------------------------------------------------------

  // Tiles of PDOK on or off; `bijStoring` is called when none of them comes.
  achtergrond(aan, bijStoring) {
    this.tegels?.remove();
    this.tegels = null;
    this.kaart.getContainer().classList.toggle("met-achtergrond", aan);
    if (!aan) return;
    let gelukt = false;
    this.tegels = this.L.tileLayer(ACHTERGROND, { maxNativeZoom: 19, maxZoom: DICHTSTE });
    this.tegels.on("tileload", () => (gelukt = true));
    this.tegels.on("tileerror", () => gelukt || bijStoring());
    this.tegels.addTo(this.kaart);
  }

  // Take the size of the place it stands in.
  pasAan() {
    this.kaart.invalidateSize({ animate: false, pan: true });
  }

  get beeld() {
    return { zoom: this.kaart.getZoom(), midden: this.kaart.getCenter() };
  }

  naar({ zoom, midden }) {
    this.kaart.setView(midden, Math.min(zoom, DICHTSTE), { animate: false });
  }
}

const opsomming = (namen) => (namen.length > 6 ? `${namen.slice(0, 6).join(", ")} en ${namen.length - 6} andere` : namen.join(", "));

// -- small geometry: which tint every area gets, and where its label goes ----------------------------

const TINTEN = 5;

// A tint per id, so that neighbours differ where five tints allow it.
function tinten(topojson, geometrieen) {
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
function labelplek({ type, coordinates }) {
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
