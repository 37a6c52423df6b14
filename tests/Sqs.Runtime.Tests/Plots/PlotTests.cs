using System.Globalization;
using System.Xml.Linq;
using Sqs.Runtime.Plots;

namespace Sqs.Runtime.Tests.Plots;

[TestFixture]
public sealed class PlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [TestCase(0.0, 1.0, new[] { 0.0, 0.2, 0.4, 0.6, 0.8, 1.0 })]
    [TestCase(3.0, 17.0, new[] { 0.0, 5.0, 10.0, 15.0, 20.0 })]
    [TestCase(-0.013, 0.021, new[] { -0.02, -0.01, 0.0, 0.01, 0.02, 0.03 })]
    [TestCase(2.0, 2.0, new[] { 1.0, 1.5, 2.0, 2.5, 3.0 })]
    public void Ticks_are_round_and_cover_the_interval(double minimum, double maximum, double[] expected) =>
        Assert.That(AxisTicks.Choose(minimum, maximum), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void A_rising_curve_rises_on_the_picture_and_a_gap_breaks_it()
    {
        var chart = new LineChart("a < b", "epoch", "loss", [new ChartSeries("train", [(1, 0.1), (2, 0.5), (3, double.NaN), (4, 0.9)])]);
        XElement root = XElement.Parse(chart.ToSvg());
        Assert.That(root.Element(Svg + "title")!.Value, Is.EqualTo("a < b"));
        double[] heights = [.. root.Elements(Svg + "circle").Select(c => double.Parse(c.Attribute("cy")!.Value, CultureInfo.InvariantCulture))];
        Assert.That(heights, Has.Length.EqualTo(3));
        Assert.That(heights, Is.Ordered.Descending);
        Assert.That(root.Elements(Svg + "polyline").Select(p => p.Attribute("points")!.Value.Split(' ').Length), Is.EqualTo((int[])[2, 1]));
    }

    [Test]
    public void A_raster_has_one_mark_a_spike_in_its_row_and_step()
    {
        var raster = new SpikeRaster("hidden", ["h0", "h1"], 3, (row, step) => row == 1 && step == 2);
        XElement mark = XElement.Parse(raster.ToSvg()).Elements(Svg + "rect").Single(r => r.Attribute("class")!.Value == "s0");
        Assert.That(mark.Attribute("x")!.Value, Is.EqualTo("148"));
        Assert.That(mark.Attribute("y")!.Value, Is.EqualTo("58"));
    }
}
