// Shows a telephone number as we read it, once it is typed; the Worker reads it for good.
for (const control of document.querySelectorAll<HTMLInputElement>("[data-prefix]")) {
  control.addEventListener("change", () => {
    const told = control.nextElementSibling;
    const { prefix } = control.dataset;
    const typed = control.value.replace(/[^+\d]/g, "").replace(/^00/, "+");
    // Italy alone keeps the zero.
    const own = prefix === "+39" ? typed : typed.replace(/^0/, "");
    const number = /^\d/.test(own) ? `${prefix} ${own.replace(/\d{3}(?=\d{3})/g, "$& ")}` : own;
    told?.querySelector("b")?.replaceChildren(number);
  });
}
