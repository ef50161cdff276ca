"""In: `Distribution`. Out: a histogram as SVG text, drawn here, the same bytes for the same distribution.

Not handled: other kinds of plots.
"""

from __future__ import annotations

from decimal import Decimal
from html import escape

from extractor.model.scored.expression import print_number
from extractor.model.scored.scenarios import Distribution

WIDTH, HEIGHT = 720, 360
FONT = 'font-family="sans-serif" font-size="12"'
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 44, 48


def draw_histogram(distribution: Distribution) -> str:
    """Return the histogram of a table's totals with its median and the range of nine tenths in the middle."""
    bins = distribution.bins
    low, high = bins[0].low, bins[-1].high
    most = max(*(part.count for part in bins), 1)
    across = Decimal(WIDTH - LEFT - RIGHT) / (high - low)
    up = Decimal(HEIGHT - TOP - BOTTOM) / most
    base = HEIGHT - BOTTOM

    def x(value: Decimal) -> str:
        return f"{Decimal(LEFT) + (value - low) * across:.1f}"

    title = f"表{distribution.table}总分分布（{distribution.draws}次抽样，种子{distribution.seed}）"
    axis = f"总分 / total（满分 {print_number(distribution.full)}）"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" {FONT}>',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="20" font-size="15">{escape(title)}</text>',
        f'<text x="{LEFT}" y="37" fill="#555">{escape(describe(distribution))}</text>',
    ]
    for part in bins:
        height = part.count * up
        width = (part.high - part.low) * across - 1
        lines.append(
            f'<rect x="{x(part.low)}" y="{Decimal(base) - height:.1f}" width="{width:.1f}" height="{height:.1f}"'
            f' fill="#4a7ab5">'
            f"<title>{print_number(part.low)}～{print_number(part.high)}：{part.count}次</title></rect>"
        )
    five, _, median, _, ninety_five = distribution.quantiles
    for value, dash in ((five, "4 4"), (median, "none"), (ninety_five, "4 4")):
        lines.append(
            f'<line x1="{x(value)}" x2="{x(value)}" y1="{TOP}" y2="{base}" stroke="#c0392b" stroke-dasharray="{dash}"/>'
        )
    lines.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{base}" y2="{base}" stroke="#333"/>')
    for part in (*bins[::4], bins[-1]):
        edge = part.high if part is bins[-1] else part.low
        lines.append(f'<text x="{x(edge)}" y="{base + 16}" text-anchor="middle">{print_number(round(edge, 1))}</text>')
    lines += [
        f'<text x="{LEFT - 6}" y="{TOP + 4}" text-anchor="end">{most}</text>',
        f'<text x="{LEFT - 6}" y="{base}" text-anchor="end">0</text>',
        f'<text x="{(LEFT + WIDTH - RIGHT) // 2}" y="{HEIGHT - 10}" text-anchor="middle">{axis}</text>',
        "</svg>",
        "",
    ]
    return "\n".join(lines)


def describe(distribution: Distribution) -> str:
    """Return the distribution in one line of words."""
    five, _, median, _, ninety_five = (print_number(value) for value in distribution.quantiles)
    grades = "，".join(f"{name}{count}次" for name, count in distribution.grades)
    words = f"平均{print_number(round(distribution.mean, 1))}，中位数{median}，九成在{five}～{ninety_five}之间"
    return f"{words}；{grades}" if grades else words


def describe_draws(distribution: Distribution) -> str:
    """Return what was drawn, from where to where, and that this is no forecast; empty where nothing was drawn."""
    drawn = distribution.drawn
    if not drawn:
        return ""
    rest = f"等{len(drawn)}项" if len(drawn) > MOST_DRAWN else ""
    return (
        f"不是预测：未观测的{len(drawn)}项各自均匀随机取值（{'；'.join(drawn[:MOST_DRAWN])}{rest}），可用 --range 指定"
    )


MOST_DRAWN = 5
"""Inputs that are named with their range; the data file has all."""
