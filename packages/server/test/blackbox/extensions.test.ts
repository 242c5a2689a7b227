// Custom graph nodes and plugins, by a client that knows nothing of the server. All of it asks one server, in this order.
import './extensions/files.ts'
import './extensions/abilities.ts'
import './extensions/hostile.ts'
import './extensions/examples.ts'
