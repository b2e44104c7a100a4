// Which of what came in stands above or below what is in sight.

export interface Place<Of> { readonly of: Of; readonly top: number; readonly bottom: number }

export const placesOf = <Of>(all: readonly Place<Of>[], sight: { readonly top: number; readonly bottom: number }): { above: readonly Place<Of>[]; below: readonly Place<Of>[] } => {
  const ordered = [...all].sort((a, b) => a.top - b.top)
  return { above: ordered.filter((place) => place.bottom <= sight.top), below: ordered.filter((place) => place.top >= sight.bottom) }
}
