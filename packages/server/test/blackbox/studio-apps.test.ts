// Published apps, the keys they are called with, and language models through the server, by a client that knows nothing
// of it. All of it asks one server, in this order: later tests build on what earlier ones have made.
import './studio-apps/keys.ts'
import './studio-apps/apps.ts'
import './studio-apps/language-models.ts'
