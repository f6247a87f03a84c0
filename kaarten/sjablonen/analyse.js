// Leaflet makes every area with a tooltip a stop of the Tab key without a name; all it tells is in the table.
L.Layer.include({ _addFocusListeners() {} });
function zetEtiketten(groep, punten) {
  const merken = punten.map(([breedte, lengte, straal, tekst]) => {
    const letters = document.createElement("span");
    letters.textContent = tekst;
    const merk = L.marker([breedte, lengte], {
      interactive: false, keyboard: false, icon: L.divIcon({ className: "etiket", html: letters, iconSize: [0, 0] }),
    });
    merk.addTo(groep);
    return [merk, letters, straal, breedte];
  }).sort((een, twee) => twee[2] - een[2]);
  // The label of the roomier area goes first; another one that would touch it stays away.
  const pas = () => {
    const kaart = groep._map;
    if (!kaart) return;
    for (const [, letters] of merken) letters.hidden = false;
    const maten = merken.map(([, letters]) => [letters.offsetWidth, letters.offsetHeight]);
    const staan = [];
    merken.forEach(([merk, letters, straal, breedte], nummer) => {
      const meter = 40075016.7 * Math.cos(breedte * Math.PI / 180) / (256 * 2 ** kaart.getZoom());
      const { x, y } = kaart.project(merk.getLatLng());
      const [b, h] = maten[nummer];
      const past = 4.3 * straal / meter >= b &&
        staan.every((ander) => Math.abs(ander.x - x) >= (ander.b + b) / 2 + 2 || Math.abs(ander.y - y) >= (ander.h + h) / 2);
      letters.hidden = !past;
      if (past) staan.push({ x, y, b, h });
    });
  };
  groep.on("add", () => { pas(); groep._map.on("zoomend", pas); });
  groep.on("remove", (gebeurtenis) => gebeurtenis.target._map && gebeurtenis.target._map.off("zoomend", pas));
  if (groep._map) { pas(); groep._map.on("zoomend", pas); }
}
function zetRegelaars(kaart) {
  L.control.zoom({ zoomInTitle: "Inzoomen", zoomOutTitle: "Uitzoomen" }).addTo(kaart);
  kaart.setMinZoom(6).setMaxZoom(16);
  L.control.scale({ imperial: false }).addTo(kaart);
}
