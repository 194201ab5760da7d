// Runs before the first paint: whoever has chosen a theme never sees the other one flash.
{
  const chosen = localStorage.getItem("rollcall.theme")
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen
}
