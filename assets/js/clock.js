// A time of day as the service writes it: 2:14pm, midday.
export function clockTime(date) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    hour: "numeric", minute: "2-digit", hour12: false, timeZone: "Europe/London",
  }).formatToParts(date);
  const hour = Number(parts.find((part) => part.type === "hour").value) % 24;
  const minute = parts.find((part) => part.type === "minute").value;
  if (hour === 12 && minute === "00") return "midday";
  const minutes = minute === "00" ? "" : `:${minute}`;
  return `${hour % 12 || 12}${minutes}${hour < 12 ? "am" : "pm"}`;
}
