/**
 * Finds rows by id. The lists of facts are sorted by id, so that this takes no memory of its own; a list that is not
 * gets a map.
 */
export const finder = <T extends { readonly id: string }>(
  rows: readonly T[],
): ((id: string) => T | undefined) => {
  for (let at = 1; at < rows.length; at++) {
    if (rows[at - 1]!.id >= rows[at]!.id) {
      const byId = new Map(rows.map((row) => [row.id, row]));
      return (id) => byId.get(id);
    }
  }
  return (id) => {
    const at = lowerBound(rows.length, (one) => rows[one]!.id < id);
    return rows[at]?.id === id ? rows[at] : undefined;
  };
};

/**
 * Finds all rows of a key. Facts sort relations by where they begin, so that this takes no memory of its own; a list
 * that is not sorted so gets a map.
 */
export const grouper = <T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): ((key: string) => readonly T[]) => {
  for (let at = 1; at < rows.length; at++) {
    if (keyOf(rows[at - 1]!) > keyOf(rows[at]!)) {
      const groups = new Map<string, T[]>();
      for (const row of rows) {
        const group = groups.get(keyOf(row));
        if (group) group.push(row);
        else groups.set(keyOf(row), [row]);
      }
      return (key) => groups.get(key) ?? [];
    }
  }
  return (key) => {
    const from = lowerBound(rows.length, (at) => keyOf(rows[at]!) < key);
    let to = from;
    while (to < rows.length && keyOf(rows[to]!) === key) to++;
    return rows.slice(from, to);
  };
};

/** How many of the first rows are before what is looked for. */
const lowerBound = (length: number, isBefore: (at: number) => boolean): number => {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};
