/** Where a name was drawn, and whether it lies on a node. */
export interface LabelSide {
  id: string;
  side: "left" | "right" | "middle";
  coversNode: boolean;
}

/** What tests may ask the page: where things are drawn. The page itself never reads it. */
export interface Hooks {
  pixelOf(id: string): { x: number; y: number } | null;
  positionOf(id: string): { x: number; y: number } | null;
  labels(): LabelSide[];
}

declare global {
  interface Window {
    liqa?: Hooks;
  }
}
