import { EchoView } from "./echo/view.js";

new EchoView();
