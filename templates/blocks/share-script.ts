// Shows the ways of passing a page on that need a script: the clipboard, and the device's own list.
for (const copy of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
  const { copy: address = "", copied = "" } = copy.dataset;
  const pass = copy.closest("ul")?.querySelector<HTMLButtonElement>("[data-pass]");
  copy.hidden = !navigator.clipboard;
  copy.onclick = async () => {
    await navigator.clipboard.writeText(address);
    copy.textContent = copied;
  };
  if (!pass || !navigator.share) continue;
  pass.hidden = false;
  // Whoever closes the list has changed their mind: that is no error.
  pass.onclick = () =>
    void navigator.share({ url: address, text: pass.dataset.pass ?? "" }).catch(() => undefined);
}
