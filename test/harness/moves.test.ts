import { rehearse } from './rehearse.ts';
import { ofMoves } from './rehearsed/index.ts';

rehearse('Moves in storms', ofMoves);
