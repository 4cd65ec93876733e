// The start: the readable document gives way to the living one, and stays where that fails.

function start() {
  const app = document.getElementById("qaim_app");
  app.hidden = false;
  try {
    const living = new App(JSON.parse(document.getElementById("qaim_data").textContent));
    document.getElementById("qaim_static").remove();
    document.documentElement.dataset.started = "true";
    return living;
  } catch (error) {
    app.hidden = true;
    throw error;
  }
}
