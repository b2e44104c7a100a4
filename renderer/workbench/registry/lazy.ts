import { defineComponent, h, type Component } from 'vue'
import type { LoadComponent } from './feature.ts'
import LazyPart from './LazyPart.vue'

const made = new Map<LoadComponent, Component>()

/** The component, loaded when it is first drawn; the same one each time it is asked for. */
export function lazy(load: LoadComponent): Component {
  const known = made.get(load)
  if (known) return known
  const component = defineComponent({ name: 'LazyPlace', inheritAttrs: false, setup: (_, { attrs }) => () => h(LazyPart, { load, given: attrs }) })
  made.set(load, component)
  return component
}
