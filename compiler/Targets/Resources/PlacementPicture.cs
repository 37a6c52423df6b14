using System.Globalization;
using System.Text;
using Sqs.Compiler.Passes;

namespace Sqs.Compiler.Targets.Resources;

/// <summary>The coupling map of a device as SVG, each group of interacting qubits in a colour of its own.</summary>
public static class PlacementPicture
{
    private const int Pitch = 36;
    private const int HeavyHexStride = 20;
    private const int HeavyHexColumns = 16;

    /// <summary>Draws a placement.</summary>
    /// <param name="placement">The placement.</param>
    /// <param name="target">A target with a coupling map.</param>
    /// <returns>An SVG document.</returns>
    public static string Draw(Placement placement, Target target)
    {
        ArgumentNullException.ThrowIfNull(placement);
        ArgumentNullException.ThrowIfNull(target);
        CouplingMap coupling = target.Coupling ?? throw new ArgumentException($"target '{target.Name}' has no coupling map", nameof(target));
        (int X, int Y)[] places = [.. Enumerable.Range(0, coupling.QubitCount).Select(q => PlaceOf(q, coupling))];
        int[] group = Enumerable.Repeat(-1, coupling.QubitCount).ToArray();
        for (int i = 0; i < placement.Groups.Count; i++)
        {
            foreach (int qubit in placement.Groups[i])
                group[placement.Initial[qubit]] = i;
        }

        int width = (places.Max(p => p.X) + 2) * Pitch;
        int height = (places.Max(p => p.Y) + 2) * Pitch;
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"9\" text-anchor=\"middle\">");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<title>{placement.Groups.Count} groups on {target.Name}, {placement.Swaps} swaps</title>");
        foreach ((int first, int second) in coupling.Edges)
        {
            bool isInside = group[first] >= 0 && group[first] == group[second];
            svg.AppendLine(CultureInfo.InvariantCulture, $"<line x1=\"{X(first)}\" y1=\"{Y(first)}\" x2=\"{X(second)}\" y2=\"{Y(second)}\" stroke=\"{(isInside ? Colour(group[first]) : "#c8c8c8")}\" stroke-width=\"{(isInside ? 6 : 2)}\"/>");
        }

        for (int qubit = 0; qubit < coupling.QubitCount; qubit++)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"<circle cx=\"{X(qubit)}\" cy=\"{Y(qubit)}\" r=\"11\" fill=\"{(group[qubit] >= 0 ? Colour(group[qubit]) : "#ececec")}\"/>");
            svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{X(qubit)}\" y=\"{Y(qubit) + 3}\">{qubit}</text>");
        }

        return svg.Append("</svg>").AppendLine().ToString();

        int X(int qubit) => (places[qubit].X + 1) * Pitch;
        int Y(int qubit) => (places[qubit].Y + 1) * Pitch;
    }

    // Neighbouring groups differ: the golden angle spreads hues.
    private static string Colour(int group) => string.Create(CultureInfo.InvariantCulture, $"hsl({group * 137.508 % 360:0}, 65%, 68%)");

    private static (int X, int Y) PlaceOf(int qubit, CouplingMap coupling)
    {
        if (coupling.Neighbours(0).Contains(1) && coupling.QubitCount % HeavyHexStride == HeavyHexColumns && coupling.QubitCount > HeavyHexColumns)
        {
            int row = qubit / HeavyHexStride;
            int column = qubit % HeavyHexStride;
            return column < HeavyHexColumns ? (column, 2 * row) : ((4 * (column - HeavyHexColumns)) + (row % 2 == 0 ? 3 : 1), (2 * row) + 1);
        }

        // Other maps: as wide as the first qubit's far neighbour says, else a square.
        int columns = coupling.Neighbours(0).FirstOrDefault(n => n > 1);
        columns = columns > 1 ? columns : (int)Math.Ceiling(Math.Sqrt(coupling.QubitCount));
        return (qubit % columns, qubit / columns);
    }
}
