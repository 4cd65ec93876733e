// Unpacks the program and runs it; where that fails, the readable document is shown again.
(async () => {
  const page = document.documentElement;
  try {
    const packed = Uint8Array.from(atob(document.getElementById("qaim_program").textContent), c => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const policy = globalThis.trustedTypes?.createPolicy("qaim", { createScript: text => text });
    const text = await new Response(stream).text();
    const script = document.createElement("script");
    script.text = policy ? policy.createScript(text) : text;
    document.body.append(script);
  } finally {
    if (!page.dataset.started) page.classList.remove("alive");
  }
})();
