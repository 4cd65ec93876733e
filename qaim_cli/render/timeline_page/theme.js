// The colours of the page as it is now: light, dark or on paper.
class Theme {
  constructor() {
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.paper = false;
    this.read();
  }

  read() {
    const style = getComputedStyle(document.documentElement);
    const value = name => style.getPropertyValue(name).trim();
    [this.page, this.text, this.faint, this.line, this.band, this.focus] =
      ["--page", "--text", "--faint", "--line", "--band", "--focus"].map(value);
    this.palette = PALETTES[this.dark.matches && !this.paper ? 1 : 0];
  }

  color(at) { return this.palette[at % this.palette.length]; }

  // Black or white, whichever is read better on a colour.
  on(color) {
    const [r, g, b] = [1, 3, 5].map(at => (parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000000" : "#ffffff";
  }
}
