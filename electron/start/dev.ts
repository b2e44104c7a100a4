// `npm run dev`: a host from the sources, and its page from Vite, which takes changes over as they are saved. Changes to
// the host need a restart.
import vue from '@vitejs/plugin-vue'
import { join } from 'node:path'
import { createServer } from 'vite'
import { ROOT } from './place.ts'
import { serve } from './serve.ts'

const { host, url, complaint } = await serve(['--no-open', ...process.argv.slice(2)])
if (url === null) {
  process.stderr.write(complaint)
  process.exit((await host.ended).code ?? 1)
}
const { origin, hash } = new URL(url)

// The host answers only to its own page, so Vite speaks in that page's name.
const asOwnPage = { target: origin, changeOrigin: true, headers: { origin } }
const server = await createServer({
  configFile: false,
  root: join(ROOT, 'renderer'),
  plugins: [vue()],
  server: { host: '127.0.0.1', proxy: { '^/session$': asOwnPage, '^/host$': { ...asOwnPage, ws: true } } },
})
await server.listen()
console.log(`\nParley is open at\n${server.resolvedUrls?.local[0] ?? ''}${hash}\n`)

let ending = false
async function end(): Promise<void> {
  if (ending) return
  ending = true
  await Promise.all([server.close(), host.end()])
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end())
void host.ended.then(end)
