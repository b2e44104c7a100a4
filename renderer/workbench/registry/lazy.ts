import { defineAsyncComponent, type Component } from 'vue'
import type { LoadComponent } from './feature.ts'

const made = new Map<LoadComponent, Component>()

/** The component, loaded when it is first drawn; the same one each time it is asked for. */
export function lazy(load: LoadComponent): Component {
  const known = made.get(load)
  if (known) return known
  const component = defineAsyncComponent(async () => (await load()).default)
  made.set(load, component)
  return component
}
