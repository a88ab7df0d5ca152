/** The value that `build` gives, made when it is first asked for: importing the library must cost nothing. */
export function lazy<T>(build: () => T): () => T {
  let built: { value: T } | undefined;
  return () => {
    built ??= { value: build() };
    return built.value;
  };
}
