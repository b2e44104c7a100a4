// `npm run gallery`: every part of renderer/ui in each state, to look at while it is made. Not part of what is shipped.
import { createApp } from 'vue'
import { createWords } from '../locales/index.ts'
import '../ui/tokens.css'
import '../ui/fonts.css'
import '../ui/base.css'
import GalleryPage from './GalleryPage.vue'

createApp(GalleryPage).use(createWords()).mount('#page')
