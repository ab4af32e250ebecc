import { init, use } from 'echarts/core';
import { BarChart, CustomChart, LineChart, ParallelChart, ScatterChart } from 'echarts/charts';
import {
  BrushComponent, GridComponent, MarkLineComponent, ParallelComponent, TooltipComponent,
} from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';
import { element } from './dom.js';
import { named } from './scales.js';
import { colour } from './theme.js';

use([
  BarChart, CustomChart, LineChart, ParallelChart, ScatterChart,
  BrushComponent, GridComponent, MarkLineComponent, ParallelComponent, TooltipComponent, CanvasRenderer,
  LabelLayout,
]);

const sharpness = 2;
const paperWidth = 720;
const busy = new Set();

/** A chart in an element, which follows the element's size. Scripts and tests reach it as the element's `chart`. */
export function createChart(host) {
  const chart = init(host, null, { devicePixelRatio: Math.max(sharpness, devicePixelRatio) });
  host.chart = chart;
  follow(chart);
  host.setAttribute('role', 'img');
  new ResizeObserver(() => chart.resize()).observe(host);
  // Paper is laid out after this event, and printed before any observer is told.
  addEventListener('beforeprint', () => {
    chart.resize({ width: paperWidth });
    chart.getZr().flush();
  });
  addEventListener('afterprint', () => chart.resize());
  return chart;
}

// Many points and lines are drawn a part at a time.
function follow(chart) {
  const setOption = chart.setOption.bind(chart);
  chart.setOption = (...settings) => {
    busy.add(chart);
    tellDrawn();
    setOption(...settings);
  };
  chart.on('finished', () => {
    busy.delete(chart);
    tellDrawn();
  });
}

/** Says in the page, as the body's `data-drawn`, whether all views are there with all that they were asked to draw. */
export function tellDrawn() {
  document.body.dataset.drawn = String(busy.size === 0 && 'ready' in document.documentElement.dataset);
}

/** The settings that every chart has in the present theme. */
export const base = () => ({
  animation: false,
  backgroundColor: 'transparent',
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour('text') },
});

/** The settings of a tooltip, whose content `describe` makes as elements: never as markup. */
export const tooltip = (describe) => ({
  trigger: 'item',
  confine: true,
  transitionDuration: 0,
  backgroundColor: colour('raised'),
  borderColor: colour('line'),
  textStyle: { color: colour('text'), fontSize: 13 },
  formatter: (item) => describe(item),
});

/** A model's name and some of its values, one a line. */
export const describeModel = (data, model, columns) => element(
  'div',
  { class: 'tip' },
  element('strong', {}, data.names[model]),
  ...columns.map((column) => element('div', {}, named(column, model))),
);

/** An axis of numbers by a scale of scales.js. */
export const axis = (scale, name, isVertical) => ({
  type: 'value',
  name,
  nameLocation: 'middle',
  nameGap: isVertical ? 50 : 28,
  nameTextStyle: { color: colour('text'), fontSize: 13 },
  nameTruncate: { maxWidth: 280 },
  min: scale.min,
  max: scale.max,
  inverse: scale.inverse,
  axisLine: { show: true, onZero: false, lineStyle: { color: colour('line') } },
  axisTick: { show: true, customValues: scale.ticks, lineStyle: { color: colour('line') } },
  axisLabel: {
    color: colour('faint'),
    customValues: scale.ticks,
    formatter: scale.label,
    hideOverlap: true,
    showMinLabel: true,
    showMaxLabel: true,
  },
  splitLine: { show: true, lineStyle: { color: colour('grid') } },
});

/** Draws soon, in the order asked for, and lets the browser paint in between. */
export function inTurn(draws, then) {
  const [first, ...rest] = draws;
  if (!first) {
    then();
    return;
  }

  setTimeout(() => {
    first();
    inTurn(rest, then);
  });
}
