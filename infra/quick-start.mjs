// Preloaded by programs of the bureau: keeps what was compiled of them for their next start. A third of a start is reading TypeScript.
import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/programs'))
// A process that is killed keeps nothing at its end.
setTimeout(flushCompileCache, 10_000).unref()
