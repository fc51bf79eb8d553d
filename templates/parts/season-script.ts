// Closes a form before its first day and after its last; without it the Worker refuses what is sent. It shares no module
// with the form's own script: that would become a file of its own, and a request.
const seasonal = document.querySelector<HTMLFormElement>("form[data-zone]");
if (seasonal) closeOutOfSeason(seasonal);

function closeOutOfSeason(form: HTMLFormElement): void {
  const { from = "", until = "9", zone, says = "{}" } = form.dataset;
  // Swedish writes days as 2027-03-01.
  const today = new Date().toLocaleDateString("sv", { timeZone: zone });
  if (today >= from && today <= until) return;
  const { early, late } = JSON.parse(says);
  const told = today < from ? early : late;
  for (const notice of form.querySelectorAll<HTMLElement>("[data-notice]")) {
    notice.textContent = told;
    notice.hidden = false;
  }
  for (const fields of form.querySelectorAll<HTMLElement>("[data-fields]")) fields.hidden = true;
  // The buttons that lead to the form say so too.
  for (const link of document.querySelectorAll(".button[href='#form']")) {
    link.className = "notice";
    link.textContent = told;
    link.removeAttribute("href");
  }
}
