using System.Text;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm.Semantics;

namespace Sqs.Compiler.Qasm.Emission;

/// <summary>Prints a whole program: version, includes, definitions, declarations, operations.</summary>
internal sealed class ProgramWriter
{
    private readonly CircuitProgram _program;
    private readonly QasmEmitOptions _options;
    private readonly ProgramFacts _facts;
    private readonly StringBuilder _text = new();
    private readonly EmittedNames _names;

    public ProgramWriter(CircuitProgram program, QasmEmitOptions options)
    {
        _program = program;
        _options = options;
        _facts = new ProgramFacts(program);
        bool standard = NeedsStandardGates();
        _names = new EmittedNames(program, standard);
    }

    public string Write()
    {
        Header();
        var operations = new OperationWriter(_program, _names, new ExpressionWriter(_program, _names, _options), _text);
        foreach (StandardGate row in _facts.Rows)
        {
            if (row.Library is GateLibrary.Qelib1 or GateLibrary.Native && row.Definition is not null)
                _text.Append(StandardDefinitions.Text(row)).Append('\n');
            else if (row.Library is GateLibrary.Qelib1 or GateLibrary.Native)
                throw new DiagnosticException(EmissionDiagnostics.NoGateText.At(SourceSpan.None, row.Name));
        }

        foreach (CompositeGate gate in _program.Gates)
            operations.Definition(gate);
        bool hidesAll = Declarations();
        operations.Block(_program.Body, hidesAll ? 1 : 0);
        if (hidesAll)
            _text.Append("}\n");
        return _text.ToString();
    }

    /// <summary>Whether the program uses the standard library, itself or in the definitions it carries.</summary>
    private bool NeedsStandardGates() => _facts.Rows.Any(r => r.Library is not GateLibrary.Language);

    private bool NamesLastOf(QubitRegister register) => _program.Body.DescendantOperations()
        .Any(o => o.Operands().Any(q => q.IsStatic && q.Index == register.Offset + register.Size - 1));

    private void Header()
    {
        _text.Append(_facts.HasSwitch ? "OPENQASM 3.1;\n" : "OPENQASM 3.0;\n");
        foreach (string comment in _options.Comments)
            _text.Append("// ").Append(comment.ReplaceLineEndings(" ")).Append('\n');
        if (_options.IncludeStandardGates && NeedsStandardGates())
            _text.Append("include \"stdgates.inc\";\n");
    }

    /// <summary>
    /// Prints the declarations. Where some results are not reported, those that are become outputs; where none is, everything
    /// stands in a block, whose names are nobody's results.
    /// </summary>
    /// <returns>Whether a block was opened.</returns>
    private bool Declarations()
    {
        for (int i = 0; i < _program.Inputs.Count; i++)
            _text.Append("input ").Append(_program.Inputs[i].Type).Append(' ').Append(_names.Inputs[i]).Append(";\n");
        for (int i = 0; i < _program.QubitRegisters.Count; i++)
        {
            QubitRegister register = _program.QubitRegisters[i];
            if (register.IsPhysical && _options.StatePhysicalQubits && !NamesLastOf(register))
                _text.Append(PhysicalQubitPragma.Line(register.Size));
            if (!register.IsPhysical)
                _text.Append(register.IsScalar ? "qubit" : $"qubit[{register.Size}]").Append(' ').Append(_names.QubitRegisters[i]).Append(";\n");
        }

        bool[] reported = [.. _program.BitRegisters.Select(b => b.IsReported),
            .. _program.Variables.Where((_, i) => !_facts.LoopVariables.Contains(i)).Select(v => v.IsReported)];
        bool mixed = _options.MarkOutputs && reported.Contains(true) && reported.Contains(false);
        bool hidesAll = _options.MarkOutputs && reported.Length > 0 && !reported.Contains(true);
        if (hidesAll)
            _text.Append("{\n");
        string indent = hidesAll ? "  " : string.Empty;
        for (int i = 0; i < _program.BitRegisters.Count; i++)
        {
            BitRegister register = _program.BitRegisters[i];
            _text.Append(indent)
                .Append(mixed && register.IsReported ? "output " : string.Empty)
                .Append(register.IsScalar ? "bit" : $"bit[{register.Size}]")
                .Append(' ')
                .Append(_names.BitRegisters[i])
                .Append(";\n");
        }

        for (int i = 0; i < _program.Variables.Count; i++)
        {
            ClassicalVariable variable = _program.Variables[i];
            if (_facts.LoopVariables.Contains(i))
                continue;
            _text.Append(indent)
                .Append(mixed && variable.IsReported ? "output " : string.Empty)
                .Append(variable.Type)
                .Append(' ')
                .Append(_names.Variables[i])
                .Append(";\n");
        }

        return hidesAll;
    }
}
