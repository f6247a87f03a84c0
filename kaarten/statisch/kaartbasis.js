// What every map of the pages has in common: how it moves, its buttons, and how somebody points at a place.
import { maak, rustig } from "./dom.js";

const NEDERLAND = [
  [50.72, 3.3],
  [53.6, 7.25],
];
// Two clicks within this many milliseconds are zooming in.
const DUBBEL_MS = 220;
const HINT_MS = 1500;
const HINT = "Gebruik twee vingers om de kaart te verschuiven";

// A Leaflet map of the whole country in `doek`; `heelPlek` is the corner of the button that shows it again.
export function maakKaart(L, doek, { dichtst, heelPlek }) {
  const stil = rustig();
  // A listener for the focus makes every area a stop of the Tab key without a name.
  L.Layer.include({ _addFocusListeners() {} });
  const kaart = L.map(doek, {
    attributionControl: false,
    zoomControl: false,
    scrollWheelZoom: false,
    zoomAnimation: !stil,
    fadeAnimation: !stil,
    markerZoomAnimation: !stil,
    inertia: !stil,
    minZoom: 5,
    maxZoom: dichtst,
    zoomSnap: 0.25,
    zoomDelta: 1,
    maxBounds: L.latLngBounds(NEDERLAND).pad(0.6),
  });
  // Leaflet glides when the arrow keys move the map, whatever the system asks for.
  if (stil) kaart.panBy = (stap) => L.Map.prototype.panBy.call(kaart, stap, { animate: false });
  kaart.on("focus", () => kaart.scrollWheelZoom.enable());
  kaart.on("blur", () => kaart.scrollWheelZoom.disable());
  L.control.zoom({ zoomInTitle: "Inzoomen", zoomOutTitle: "Uitzoomen" }).addTo(kaart);
  const heel = L.control({ position: heelPlek });
  heel.onAdd = () => {
    const knop = maak("button", { type: "button", class: "heel", click: () => toonHeel(kaart) }, "Heel Nederland");
    L.DomEvent.disableClickPropagation(knop);
    return knop;
  };
  heel.addTo(kaart);
  tweeVingers(kaart, doek);
  toonHeel(kaart);
  return kaart;
}

export function toonHeel(kaart) {
  kaart.fitBounds(NEDERLAND, { animate: !rustig() });
}

// One finger scrolls the page that the map stands in, two move the map; a mouse drags it as ever.
// Which of the two a touch is the style sheet must say beforehand (touch-action).
function tweeVingers(kaart, doek) {
  const hint = maak("p", { class: "vingerhint", "aria-hidden": "true", hidden: true }, HINT);
  doek.append(hint);
  let wacht = 0;
  const sleep = ({ pointerType }) => (pointerType === "mouse" ? kaart.dragging.enable() : kaart.dragging.disable());
  const veeg = (gebeurtenis) => {
    const een = gebeurtenis.touches.length === 1;
    if (!een && gebeurtenis.cancelable) gebeurtenis.preventDefault();
    hint.hidden = !een;
    clearTimeout(wacht);
    wacht = setTimeout(() => (hint.hidden = true), HINT_MS);
  };
  doek.addEventListener("pointerdown", sleep, { capture: true });
  doek.addEventListener("touchmove", veeg, { passive: false });
}

// `wijs` gets the place (lat, lng) of one click, or the middle of the map at Enter.
export function bijAanwijzen(kaart, doek, wijs) {
  let wacht = 0;
  kaart.on("click", ({ latlng }) => {
    clearTimeout(wacht);
    wacht = setTimeout(() => wijs(latlng), DUBBEL_MS);
  });
  kaart.on("dblclick", () => clearTimeout(wacht));
  doek.addEventListener("keydown", (gebeurtenis) => {
    if (gebeurtenis.key !== "Enter" || gebeurtenis.target !== doek) return;
    gebeurtenis.preventDefault();
    wijs(kaart.getCenter());
  });
}
