import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { features } from './features/index.ts'
import { connect } from './host/connect.ts'
import { hearOutsideLinks } from './host/outside-links.ts'
import { takeWorkspace } from './host/windows.ts'
import { createWords } from './locales/index.ts'
import { useDoor } from './stores/door.ts'
import { useHost } from './stores/host.ts'
import './ui/tokens.css'
import './ui/fonts.css'
import './ui/base.css'
import PageRoot from './workbench/PageRoot.vue'
import { enrol } from './workbench/registry/registry.ts'

enrol(features)
const app = createApp(PageRoot)
app.use(createPinia())
app.use(createWords())
takeWorkspace(location.hash)
void connect().then((connection) => useHost().use(connection))
hearOutsideLinks((link) => useDoor().openLink(link))
app.mount('#page')
