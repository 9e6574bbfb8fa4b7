/**
 * An object that stands for whichever one there is at the moment, so that who keeps it need not be told when that one is
 * replaced by another.
 */
export function standIn<Target extends object>(current: () => Target): Target {
  return new Proxy<Target>(Object.create(null), {
    get(_nobody, key) {
      const target = current()
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
    has: (_nobody, key) => Reflect.has(current(), key),
  })
}
