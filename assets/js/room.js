// What only the meeting room needs: lines that wait for the network, what others write, the clock of the case.
import { startLive } from "./live.js";
import { startOutbox } from "./outbox.js";
import { startRoomClock } from "./room-clock.js";

startOutbox();
startLive();
startRoomClock();
