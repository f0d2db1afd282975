/** The walls as data; see walls.mjs. */
export interface Zone { zone: string; folder: string; imports: string[]; typesFrom?: string[]; packages: string[]; node: boolean }
export const ZONES: Zone[];
export function faultOf(file: string, target: string, how: { relative: boolean; typeOnly: boolean }): string | null;
