declare module "graphology-layout-forceatlas2/iterate.js" {
  /** One iteration; writes the new positions into `nodes`. */
  export default function iterate(
    settings: Record<string, number | boolean>,
    nodes: Float32Array,
    edges: Float32Array,
  ): void;
}

declare module "graphology-layout-noverlap/iterate.js" {
  /** One iteration; writes the new positions into `nodes`. */
  export default function iterate(
    settings: Record<string, number>,
    nodes: Float32Array,
  ): { converged: boolean };
}
