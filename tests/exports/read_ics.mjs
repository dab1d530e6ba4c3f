// Reads one calendar file with two parsers that know nothing of each other and prints what each understood.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const text = readFileSync(process.argv[2], "utf8");

function byIcalJs() {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zone = calendar.getFirstSubcomponent("vtimezone");
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const component = calendar.getFirstSubcomponent("vevent");
  const event = new ICAL.Event(component);
  return {
    method: calendar.getFirstPropertyValue("method"),
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    location: event.location,
    starts: event.startDate.toJSDate().toISOString(),
    ends: event.endDate.toJSDate().toISOString(),
    attendees: event.attendees.map((attendee) => attendee.getFirstValue()),
    status: component.getFirstPropertyValue("status"),
    events: calendar.getAllSubcomponents("vevent").length,
  };
}

function byNodeIcal() {
  const parsed = Object.values(nodeIcal.sync.parseICS(text));
  const events = parsed.filter((part) => part.type === "VEVENT");
  const event = events[0];
  const attendees = [event.attendee].flat();
  return {
    method: event.method,
    uid: event.uid,
    sequence: Number(event.sequence),
    summary: event.summary,
    location: event.location ?? null,
    starts: event.start.toISOString(),
    ends: event.end.toISOString(),
    attendees: attendees.map((attendee) => attendee.val ?? attendee),
    status: event.status ?? null,
    events: events.length,
  };
}

process.stdout.write(JSON.stringify({ icalJs: byIcalJs(), nodeIcal: byNodeIcal() }));
