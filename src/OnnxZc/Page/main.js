import { inTurn, tellDrawn } from './charts.js';
import { showCorrelations } from './correlations.js';
import { readData } from './data.js';
import { showFacts, showSummary } from './facts.js';
import { showFilter } from './filter.js';
import { showMissing } from './missing.js';
import { showParallel } from './parallel.js';
import { showPareto } from './pareto.js';
import { showPicked } from './picked.js';
import { showRedundancy } from './redundancy.js';
import { showScatter } from './scatter.js';
import { createState } from './state.js';
import { showTable } from './table.js';
import { showTheme } from './theme.js';

const data = readData();
const state = createState(data);
showTheme(state);
showSummary(data);
showFilter(data, state);
showTable(data, state);
showPicked(data, state);
const views = [showScatter, showCorrelations, showRedundancy, showPareto, showParallel, showMissing, showFacts];
inTurn(views.map((show) => () => show(data, state)), () => {
  document.documentElement.dataset.ready = 'true';
  tellDrawn();
});
