// A host's accent colour, made readable: as it is where that is enough, otherwise darker on light pages and
// lighter on dark ones, of the same hue. `[on light, its tint, on dark, its tint]`, or nothing for what is no
// colour. The luminances leave the page's own colours their contrast, and the accent 4.5:1 on each of them.
window.accentCpts = (text) => {
  const digits = /^#?([\da-f]{3}|[\da-f]{6})$/i.exec(text)?.[1];
  if (!digits) return;
  const colour = digits.match(digits[3] ? /../g : /./g).map((part) => parseInt((part + part).slice(0, 2), 16) / 255)
    .map((value) => (value > 0.04045 ? ((value + 0.055) / 1.055) ** 2.4 : value / 12.92));
  const luminance = ([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  // Towards black or towards white, in linear light.
  const at = (colour, wanted) => {
    const now = luminance(colour);
    return colour.map((value) =>
      wanted < now ? (value * wanted) / now : wanted > now ? value + ((1 - value) * (wanted - now)) / (1 - now) : value);
  };
  const written = (colour) => "#" + colour.map((value) => value > 0.0031308 ? 1.055 * value ** (1 / 2.4) - 0.055 : value * 12.92)
    .map((value) => Math.round(value * 255).toString(16).padStart(2, 0)).join("");
  const now = luminance(colour);
  const onLight = at(colour, Math.min(now, 0.14));
  const onDark = at(colour, Math.max(now, 0.34));
  return [onLight, at(onLight, 0.858), onDark, at(onDark, 0.03)].map(written);
};
