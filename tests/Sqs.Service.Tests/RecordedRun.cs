using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Replay;
using Sqs.Runtime.Runs;
using Sqs.Simulation;

namespace Sqs.Service.Tests;

/// <summary>A run as a user records it, and its archive.</summary>
internal static class RecordedRun
{
    /// <summary>A run of one program with two registers of spikes.</summary>
    public static RunRecord Create(string title = "secret-of-blue", string? curve = null)
    {
        CircuitProgram program = QasmCompiler.Compile(
            "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] s_out_t0; bit[2] s_out_t1; x q[1]; s_out_t0 = measure q; h q[0]; s_out_t1 = measure q;", "p.qasm").Program!;
        var settings = new RunSettings(4711, Seed: 5);
        RecordedSet[] results = [.. Simulator.Run(program, NativeReplay.RequestFor(settings, ParameterSets.None), default).Sets.Select(RecordedSet.Of)];
        RunRecord record = ProgramRun.Record("training", title, [new RunJob("job", program, settings, ParameterSets.None, results)]);
        return curve is null ? record : record with { Attachments = new Dictionary<string, byte[]> { ["curves.svg"] = System.Text.Encoding.UTF8.GetBytes(curve) } };
    }

    /// <summary>The archive of a run.</summary>
    public static byte[] Archive(RunRecord record, string folder)
    {
        var store = new RunStore(folder);
        store.Save(record);
        using var archive = new MemoryStream();
        Assert.That(RunArchive.Write(store, record.Id, archive, new DiagnosticBag()), Is.True);
        return archive.ToArray();
    }
}
