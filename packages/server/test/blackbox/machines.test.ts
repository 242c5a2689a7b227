// The machines as their contract says them, by a client that knows nothing of the server. All of it asks one
// server, in this order: later tests build on what earlier ones have added.
import './machines/list.ts'
import './machines/hotkeys.ts'
import './machines/signatures.ts'
import './machines/adding.ts'
import './machines/removing.ts'
import './machines/organisations.ts'
