// What is built: out/main (Electron's main process, the host, the command line, the link's Node sides), out/preload and
// out/renderer (the page, and the script of the hidden window in which the link's peers run).
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Bundle names and the entries they are made of. */
const entries = (table: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(table).map(([name, file]) => [name, path(file)]).filter(([, file]) => existsSync(file!)))

// Everything in one folder: the host finds the link's bundles beside its own.
const beside = { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }

/** The fonts travel with the built page, and their licence asks to travel with them. */
const fontLicences: Plugin = {
  name: 'font-licences',
  generateBundle() {
    const fonts = ['@fontsource-variable/vollkorn', '@fontsource-variable/hanken-grotesk', '@fontsource/atkinson-hyperlegible-mono']
    const texts = fonts.map((name) => `${name}\n\n${readFileSync(path(`node_modules/${name}/LICENSE`), 'utf8').trim()}\n`)
    this.emitFile({ type: 'asset', fileName: 'font-licences.txt', source: texts.join('\n\n') })
  },
}

/** The script that loads the page again where a file of it did not arrive: apart from those, and before them. */
const beginning: Plugin = {
  name: 'beginning',
  apply: 'build',
  transformIndexHtml: { order: 'post', handler: () => [{ tag: 'script', attrs: { src: './begin.js' }, injectTo: 'head-prepend' }] },
}

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      sourcemap: true,
      rolldownOptions: {
        input: entries({
          'index': 'electron/main/index.ts',
          'host': 'electron/host/entry.ts',
          'verify-thread': 'electron/host/exchange/verify-thread.ts',
          'trial-thread': 'electron/host/bundle/trial-thread.ts',
          'parley': 'electron/start/parley.ts',
          'cli': 'electron/cli/index.ts',
          'link-peers': 'electron/link/node/peers.ts',
          'link-rendezvous': 'electron/link/node/rendezvous.ts',
          'rendezvous-utility': 'electron/link/utility/rendezvous.ts',
        }),
        output: { format: 'es', ...beside },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can load nothing but `electron`, so it is one file each.
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: entries({
          workbench: 'electron/preload/workbench.ts',
          link: 'electron/preload/link.ts',
        }),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path('renderer'),
    plugins: [vue(), fontLicences, beginning],
    // Parts of its libraries that the page does not use.
    define: {
      __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_I18N_FULL_INSTALL__: 'false', __VUE_I18N_LEGACY_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false',
    },
    build: {
      outDir: path('out/renderer'),
      emptyOutDir: true,
      target: 'chrome140',
      minify: true,
      // A strict content security policy loads nothing from data: but pictures.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: entries({ index: 'renderer/index.html', begin: 'renderer/begin.ts', link: 'electron/link/page/index.ts' }),
        output: {
          entryFileNames: (chunk) => (chunk.name === 'link' || chunk.name === 'begin' ? '[name].js' : 'assets/[name]-[hash].js'),
        },
      },
    },
  },
})
