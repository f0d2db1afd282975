export declare function patternOf(title: string): string;
export declare function isTitled(title: string, ran: string): boolean;
export declare function holdsTitle(source: string, title: string): boolean;
export declare function occurrences(source: string, text: string): number;
