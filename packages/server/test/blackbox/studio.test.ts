// The studio as its contract says it, by a client that knows nothing of the server. All of it asks one server, in this
// order.
import './studio/kept-files.ts'
import './studio/presets.ts'
import './studio/saved-graphs.ts'
import './studio/functions.ts'
import './studio/plugins.ts'
