import type { Kind } from "@liqa/graph";
import { EdgeProgram, type NodeHoverDrawingFunction, NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { Tone } from "../scene.ts";

/** Shapes tell kinds apart without colour; the numbers are those of the shader below. */
export const SHAPES: Record<Kind | "meeting", number> = {
  person: 0,
  country: 1,
  organization: 1,
  meeting: 2,
  place: 3,
  group: 4,
};

export const MARKS: Record<Tone, number> = { solid: 0, hollow: 1, crossed: 2 };

export interface ShapeAttributes {
  x: number;
  y: number;
  size: number;
  color: string;
  border: string;
  shape: number;
  mark: number;
}

const NODE_VERTEX = /* glsl */ `
attribute vec2 a_position;
attribute float a_size;
attribute vec4 a_color;
attribute vec4 a_border;
attribute float a_shape;
attribute float a_mark;
attribute vec4 a_id;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_pixelRatio;
varying vec2 v_at;
varying vec4 v_color;
varying vec4 v_border;
varying float v_shape;
varying float v_mark;
varying float v_pixel;
const float bias = 255.0 / 254.0;
void main() {
  float radius = a_size * 2.0 * u_correctionRatio / u_sizeRatio;
  v_at = a_corner * 1.3;
  gl_Position = vec4((u_matrix * vec3(a_position + v_at * radius, 1)).xy, 0, 1);
  v_pixel = u_sizeRatio / (a_size * u_pixelRatio);
  v_shape = a_shape;
  v_mark = a_mark;
  #ifdef PICKING_MODE
  v_color = a_id;
  v_border = a_id;
  #else
  v_color = a_color;
  v_border = a_border;
  #endif
  v_color.a *= bias;
  v_border.a *= bias;
}`;

// Signed distances in radii, negative inside: circle, square, diamond, triangle, hexagon.
const NODE_FRAGMENT = /* glsl */ `
precision highp float;
varying vec2 v_at;
varying vec4 v_color;
varying vec4 v_border;
varying float v_shape;
varying float v_mark;
varying float v_pixel;
float distanceTo(vec2 p) {
  vec2 q = abs(p);
  if (v_shape < 0.5) return length(p) - 1.0;
  if (v_shape < 1.5) return max(q.x, q.y) - 0.88;
  if (v_shape < 2.5) return (q.x + q.y) * 0.7071 - 0.85;
  if (v_shape < 3.5) return max(q.x * 0.866 + (p.y + 0.15) * 0.5, -(p.y + 0.15)) - 0.6;
  return max(q.x * 0.866 + q.y * 0.5, q.y) - 0.9;
}
void main() {
  float d = distanceTo(v_at);
  #ifdef PICKING_MODE
  gl_FragColor = d > 0.15 ? vec4(0.0) : v_color;
  #else
  float soft = v_pixel;
  float rim = max(2.0 * v_pixel, 0.1);
  float inside = 1.0 - smoothstep(-soft, soft, d);
  float edge = smoothstep(-rim - soft, -rim + soft, d);
  if (v_mark > 1.5) {
    float cross = min(abs(v_at.x - v_at.y), abs(v_at.x + v_at.y)) * 0.7071;
    edge = max(edge, 1.0 - smoothstep(rim * 0.5, rim * 0.5 + soft, cross));
  }
  gl_FragColor = mix(v_color, v_border, edge) * inside;
  #endif
}`;

const FLOAT = 0x1406;
const UNSIGNED_BYTE = 0x1401;
const TRIANGLES = 0x0004;
const NODE_UNIFORMS = ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_pixelRatio"] as const;
const noDrawing: NodeHoverDrawingFunction = () => {};

/** Draws every kind of node: shape, fill, rim and the cross of refuted meetings, in one program. */
export class ShapeProgram extends NodeProgram<(typeof NODE_UNIFORMS)[number]> {
  override drawLabel = undefined;
  override drawHover = noDrawing;

  override getDefinition() {
    const bytes = { size: 4, type: UNSIGNED_BYTE, normalized: true };
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: NODE_VERTEX,
      FRAGMENT_SHADER_SOURCE: NODE_FRAGMENT,
      METHOD: TRIANGLES as 4,
      UNIFORMS: NODE_UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_color", ...bytes },
        { name: "a_border", ...bytes },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_mark", size: 1, type: FLOAT },
        { name: "a_id", ...bytes },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [
        [-1, -1],
        [1, -1],
        [-1, 1],
        [-1, 1],
        [1, -1],
        [1, 1],
      ],
    };
  }

  override processVisibleItem(index: number, at: number, data: NodeDisplayData): void {
    const { border, shape, mark } = data as NodeDisplayData & ShapeAttributes;
    const { array } = this;
    array[at] = data.x;
    array[at + 1] = data.y;
    array[at + 2] = data.size;
    array[at + 3] = floatColor(data.color);
    array[at + 4] = floatColor(border);
    array[at + 5] = shape;
    array[at + 6] = mark;
    array[at + 7] = index;
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix!, false, params.matrix);
    gl.uniform1f(uniformLocations.u_sizeRatio!, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio!, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_pixelRatio!, params.pixelRatio);
  }
}

const EDGE_VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_normal;
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_dash;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_pixelRatio;
varying vec4 v_color;
varying float v_across;
varying float v_half;
varying float v_along;
varying float v_dash;
varying float v_soft;
const float bias = 255.0 / 254.0;
void main() {
  float thickness = max(length(a_normal) / u_sizeRatio, 0.8);
  float pad = 1.0;
  #ifdef PICKING_MODE
  pad = 4.0;
  #endif
  vec2 at = mix(a_start, a_end, a_corner.x);
  vec2 normal = normalize(a_normal);
  float reach = thickness * 0.5 + pad;
  gl_Position = vec4((u_matrix * vec3(at + normal * a_corner.y * reach * 2.0 * u_correctionRatio, 1)).xy, 0, 1);
  v_across = a_corner.y * reach;
  v_half = thickness * 0.5;
  v_along = distance(a_start, a_end) * a_corner.x / (2.0 * u_correctionRatio);
  v_dash = a_dash;
  v_soft = 0.5 / u_pixelRatio;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const EDGE_FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying float v_across;
varying float v_half;
varying float v_along;
varying float v_dash;
varying float v_soft;
void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float inside = 1.0 - smoothstep(v_half - v_soft, v_half + v_soft, abs(v_across));
  if (v_dash > 0.0) {
    float phase = abs(fract(v_along / (v_dash * 2.0)) - 0.5) * v_dash * 2.0;
    inside *= 1.0 - smoothstep(v_dash * 0.5 - v_soft, v_dash * 0.5 + v_soft, phase);
  }
  gl_FragColor = v_color * inside;
  #endif
}`;

const EDGE_UNIFORMS = ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_pixelRatio"] as const;

/** Straight edges, whole or dashed (`dash`: length of a dash in pixels, 0 for none), with a wider grip for the pointer. */
export class LineProgram extends EdgeProgram<(typeof EDGE_UNIFORMS)[number]> {
  override drawLabel = undefined;

  override getDefinition() {
    const bytes = { size: 4, type: UNSIGNED_BYTE, normalized: true };
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: EDGE_VERTEX,
      FRAGMENT_SHADER_SOURCE: EDGE_FRAGMENT,
      METHOD: TRIANGLES as 4,
      UNIFORMS: EDGE_UNIFORMS,
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_normal", size: 2, type: FLOAT },
        { name: "a_color", ...bytes },
        { name: "a_dash", size: 1, type: FLOAT },
        { name: "a_id", ...bytes },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [
        [0, 1],
        [0, -1],
        [1, 1],
        [1, 1],
        [0, -1],
        [1, -1],
      ],
    };
  }

  override processVisibleItem(
    index: number,
    at: number,
    source: NodeDisplayData,
    target: NodeDisplayData,
    data: EdgeDisplayData,
  ): void {
    const { array } = this;
    const [dx, dy] = [target.x - source.x, target.y - source.y];
    const scale = data.size / (Math.hypot(dx, dy) || 1);
    array[at] = source.x;
    array[at + 1] = source.y;
    array[at + 2] = target.x;
    array[at + 3] = target.y;
    array[at + 4] = -dy * scale;
    array[at + 5] = dx * scale;
    array[at + 6] = floatColor(data.color);
    array[at + 7] = (data as EdgeDisplayData & { dash?: number }).dash ?? 0;
    array[at + 8] = index;
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix!, false, params.matrix);
    gl.uniform1f(uniformLocations.u_sizeRatio!, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio!, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_pixelRatio!, params.pixelRatio);
  }
}
