using System.Text;
using Newtonsoft.Json;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Passes.Rewriting;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Compiler.Targets.Ibm;
using Sqs.Compiler.Targets.IonQ;

namespace Sqs.Compiler.Targets.Forms;

/// <summary>Writes compiled programs as the documents that targets take, and validates each against the rules of the service it is for.</summary>
public static class ProgramText
{
    // Every input is sent by name with a number of at most this many characters.
    private const int NumberBytes = 26;

    // A number with all its digits stands for inputs that are not bound yet.
    private const double SampleAngle = 1.2345678901234567;

    /// <summary>Writes a program.</summary>
    /// <param name="program">A program compiled for the target.</param>
    /// <param name="target">The target; its <see cref="Target.Form"/> says which document.</param>
    /// <param name="comments">Lines of comment, where the form has any.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The document, or null with the reasons why there is none; where the service would refuse it, these are errors too.</returns>
    public static (string? Text, DiagnosticBag Diagnostics) Write(
        CircuitProgram program, Target target, IReadOnlyList<string>? comments = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(target);
        var diagnostics = new DiagnosticBag();
        if (target.Form == ProgramForm.IonQCircuit)
        {
            (IonQCircuit? circuit, DiagnosticBag found) = IonQCircuit.Write(program, GateSetOf(target));
            diagnostics.AddRange(found);
            if (circuit is null)
                return (null, diagnostics);
            diagnostics.AddRange(IonQDocumentValidator.ValidateInput(circuit.ToInput(), target));
            return (circuit.ToInput().ToString() + "\n", diagnostics);
        }

        if (target.Form == ProgramForm.IonQOpenQasm)
            program = ForIonQ(program);
        string text = Emit(program, comments ?? [], diagnostics);
        if (diagnostics.HasErrors)
            return (null, diagnostics);
        if (target.Form == ProgramForm.IonQOpenQasm)
            diagnostics.AddRange(IonQProgramValidator.Validate(text, target, cancellation: cancellation));
        else if (target.PhysicalQubits)
            diagnostics.AddRange(IbmProgramValidator.Validate(text, target, cancellation: cancellation));
        return (text, diagnostics);
    }

    /// <summary>The bytes a program adds to a request: its text as a JSON value, with the values of its inputs.</summary>
    /// <param name="program">A program compiled for the target; open inputs count with numbers of full length.</param>
    /// <param name="target">The target.</param>
    /// <returns>Bytes in UTF-8; 0 when the program cannot be written.</returns>
    public static long BytesOf(CircuitProgram program, Target target)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(target);
        if (target.Form == ProgramForm.IonQCircuit)
        {
            CircuitProgram bound = new BindInputsPass([.. Enumerable.Repeat(SampleAngle, program.Inputs.Count)]).Apply(program, new PassContext(target));
            return IonQCircuit.Write(bound, GateSetOf(target)).Circuit is { } circuit ? Encoding.UTF8.GetByteCount(circuit.Gates.ToString(Formatting.None)) + 256 : 0;
        }

        var diagnostics = new DiagnosticBag();
        string text = Emit(program, [], diagnostics);
        long inputs = program.Inputs.Sum(i => (long)Encoding.UTF8.GetByteCount(i.Name) + NumberBytes);
        return diagnostics.HasErrors ? 0 : Encoding.UTF8.GetByteCount(text) + text.Count(c => c is '\n' or '"') + inputs;
    }

    // One register for all qubits. The service schedules gates itself and takes no delays, like its JSON forms.
    private static CircuitProgram ForIonQ(CircuitProgram program) => program with
    {
        QubitRegisters = [new QubitRegister(QubitRenaming.FreeName(program, "q"), program.QubitCount, 0)],
        Body = new Block([.. program.Body.Operations.Where(o => o is not DelayOperation)]),
    };

    private static IonQGateSet GateSetOf(Target target) => target.Has("gpi") ? IonQGateSet.Native : IonQGateSet.Qis;

    private static string Emit(CircuitProgram program, IReadOnlyList<string> comments, DiagnosticBag diagnostics)
    {
        try
        {
            return QasmEmitter.Emit(program, QasmEmitOptions.ForDevices with { Comments = comments });
        }
        catch (DiagnosticException exception)
        {
            diagnostics.AddRange(exception.Diagnostics);
            return string.Empty;
        }
    }
}
