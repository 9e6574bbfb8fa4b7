import { followAppearance } from './appearance.js'
import { live } from './live.js'
import { showMiniature } from './miniature.js'

const list = document.querySelector('ul')
followAppearance()
if (list) live('events', (view) => showMiniature(list, view))
