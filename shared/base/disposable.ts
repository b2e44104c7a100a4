// Everything that opens is disposable and disposed once.

export interface Disposable {
  dispose(): void | Promise<void>
}

/** Collects what was opened and closes it in reverse order. Adding to a closed store closes at once. */
export class DisposableStore implements Disposable {
  #items: Disposable[] = []
  #closed = false

  add<T extends Disposable>(item: T): T {
    if (this.#closed) void item.dispose()
    else this.#items.push(item)
    return item
  }

  onDispose(run: () => void | Promise<void>): void {
    this.add({ dispose: run })
  }

  async dispose(): Promise<void> {
    this.#closed = true
    const items = this.#items.splice(0).reverse()
    for (const item of items) await item.dispose()
  }
}

/** A typed event: listeners are disposables, one that throws does not keep the others from hearing. */
export class Emitter<T> implements Disposable {
  #listeners = new Set<(value: T) => void>()
  readonly #onError: (error: unknown) => void

  constructor(onError: (error: unknown) => void = (error) => { throw error }) {
    this.#onError = onError
  }

  on(listener: (value: T) => void): Disposable {
    this.#listeners.add(listener)
    return { dispose: () => void this.#listeners.delete(listener) }
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value)
      } catch (error) {
        this.#onError(error)
      }
    }
  }

  get size(): number {
    return this.#listeners.size
  }

  dispose(): void {
    this.#listeners.clear()
  }
}
