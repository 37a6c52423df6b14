using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Files;
using Sqs.Runtime.Jobs;

namespace Sqs.Runtime.Execution.Devices;

/// <summary>
/// Remembers which run the jobs of a training belong to. Written before the first job is sent, so that a training that dies in its first batch finds that job again.
/// </summary>
public static class DeviceRunFile
{
    /// <summary>The run of a file; begins one where there is none.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="backend">Specification of the backend; jobs of another one are never taken for this one's.</param>
    /// <param name="clock">The clock.</param>
    /// <returns>Identifier of the run.</returns>
    /// <exception cref="DiagnosticException">The file is damaged, or of another backend.</exception>
    public static string Open(string path, string backend, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        if (File.Exists(path))
            return Read(path, backend);
        string run = WorkName.NewRun(clock.GetUtcNow());
        byte[] text = Encoding.UTF8.GetBytes(new JObject { ["run"] = run, ["backend"] = backend }.ToString(Formatting.None));
        AtomicFile.Write(path, stream => stream.Write(text));
        return run;
    }

    private static string Read(string path, string backend)
    {
        try
        {
            JObject saved = JObject.Parse(File.ReadAllText(path));
            if ((string?)saved["backend"] == backend && (string?)saved["run"] is { Length: 32 } run)
                return run;
            throw new DiagnosticException(DeviceDiagnostics.ForeignRun.At(SourceSpan.WholeFile(path), saved["backend"]?.ToString() ?? "nothing"));
        }
        catch (JsonReaderException)
        {
            throw new DiagnosticException(DeviceDiagnostics.ForeignRun.At(SourceSpan.WholeFile(path), "nothing that can be read"));
        }
    }
}
