// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Counts that a law asks for once a year, as the node gives them.
export type Counted = Record<string, number | Record<string, number>>;
export interface OrderRow { side: 'issued' | 'received'; kind: string; data: string; member: string; emergency: boolean; orders: number; fulfilled?: number; fulfilled_in_part?: number; refused?: number; open?: number; ended?: number; suspended?: number; not_validated?: number; average_minutes?: number; average_minutes_to_production?: number; grounds?: Record<string, number> }
export interface OrderFigures { rows: OrderRow[] }
export interface RemovalFigures { issued: Counted; received: Counted; scrutiny: Counted; decisions: Counted; reinstated: Counted; source: string }

export const ofYear = (path: string, year: string) => (year ? `${path}?from=${year}-01-01&to=${Number(year) + 1}-01-01` : path);
export const number = (of: Counted | undefined, key: string) => (typeof of?.[key] === 'number' ? of[key] : 0);
export const words = (of: Counted | undefined, key: string) => Object.entries((of?.[key] ?? {}) as Record<string, number>);
// Minutes as hours or days where they are many, in the words of the reader's language.
export function lasting(minutes: number, locale: string): string {
  const [unit, of] = minutes >= 4320 ? (['day', 1440] as const) : minutes >= 120 ? (['hour', 60] as const) : (['minute', 1] as const);
  return (minutes / of).toLocaleString(locale, { useGrouping: false, style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 });
}
