using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Inputs;

/// <summary>Reads input spikes from a CSV file: a row a time step, a column a line, each 0 or 1; blank lines and lines that start with # do not count.</summary>
public static class SpikeFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="steps">Number of rows it must have.</param>
    /// <param name="lines">Number of columns it must have.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>One train, or null when there was an error.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SpikeTensor? Read(string path, int steps, int lines, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var spikes = new SpikeTensor(1, steps, lines);
        int step = 0;
        int number = 0;
        foreach (string text in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(text) || text.StartsWith('#'))
                continue;
            string[] cells = text.Split(',', StringSplitOptions.TrimEntries);
            if (cells.Length != lines)
                diagnostics.Report(InputDiagnostics.BadSpikes, SourceSpan.At(path, number, 1), $"{cells.Length} columns", lines);
            for (int line = 0; line < Math.Min(cells.Length, lines) && step < steps; line++)
            {
                if (cells[line] is "0" or "1")
                    spikes.SetSpike(0, step, line, cells[line] == "1" ? 1 : 0);
                else
                    diagnostics.Report(InputDiagnostics.BadSpikes, SourceSpan.At(path, number, 1), $"'{cells[line]}' in column {line + 1}", lines);
            }

            step++;
        }

        if (step != steps)
            diagnostics.Report(InputDiagnostics.BadStepCount, SourceSpan.WholeFile(path), step, steps);
        return diagnostics.HasErrors ? null : spikes;
    }
}
