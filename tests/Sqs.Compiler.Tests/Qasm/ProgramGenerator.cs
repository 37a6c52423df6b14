using System.Text;

namespace Sqs.Compiler.Tests.Qasm;

/// <summary>Writes random text along the grammar of OpenQASM 3: most of it well formed, little of it meaningful.</summary>
internal sealed class ProgramGenerator
{
    private static readonly string[] Names = ["q", "r", "c", "d", "i", "n", "f", "g", "x", "h", "cx", "rx", "a", "pi"];
    private static readonly string[] Types = ["int", "int[8]", "uint[4]", "float", "float[32]", "bit", "bit[4]", "bool", "angle", "angle[8]", "complex", "duration", "array[int[8], 2, 2]"];
    private static readonly string[] Operators = ["+", "-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", "&&", "||", "==", "!=", "<", "<=", ">", ">="];
    private static readonly string[] Literals = ["0", "1", "3", "-2", "1.5", "2im", "100ns", "\"0101\"", "true", "0xff", "1e400", "99999999999999999999", "pi"];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private int _budget;

    public ProgramGenerator(int seed) => _random = new Random(seed);

    public string Write(int statements)
    {
        _text.Append("OPENQASM 3.1; include \"stdgates.inc\"; qubit[3] q; bit[4] c; int[8] i; float f;\n");
        for (int k = 0; k < statements; k++)
        {
            _budget = 40;
            Statement(0);
        }

        return _text.ToString();
    }

    private void Statement(int depth)
    {
        if (--_budget < 0)
        {
            _text.Append("x q[0];\n");
            return;
        }

        switch (_random.Next(depth > 3 ? 9 : 19))
        {
            case 0 or 1 or 2:
                if (_random.Next(3) == 0)
                    _text.Append(Pick(["ctrl @ ", "inv @ ", "pow(2) @ ", "negctrl(2) @ "]));
                Name();
                Arguments();
                Operand();
                if (_random.Next(2) == 0)
                {
                    _text.Append(',');
                    Operand();
                }

                break;
            case 3:
                Operand();
                _text.Append(Pick([" = ", " += ", " ^= ", " <<= "]));
                Expression(0);
                break;
            case 4:
                Operand();
                _text.Append(" = measure");
                Operand();
                break;
            case 5:
                _text.Append(Pick(["", "const ", "input ", "output "])).Append(Pick(Types)).Append(' ');
                Name();
                if (_random.Next(2) == 0)
                {
                    _text.Append(" = ");
                    Expression(0);
                }

                break;
            case 6:
                _text.Append(Pick(["reset", "barrier", "measure", "delay[10ns]", "let a = ", "return", "nop"]));
                Operand();
                break;
            case 7:
                _text.Append(Pick(["break", "continue", "end", "return", "barrier"]));
                break;
            case 8:
                Expression(0);
                break;
            case 9 or 10:
                _text.Append("if (");
                Expression(0);
                _text.Append(") ");
                Block(depth);
                if (_random.Next(2) == 0)
                {
                    _text.Append(" else ");
                    Block(depth);
                }

                return;
            case 11 or 12:
                _text.Append("for ").Append(Pick(Types)).Append(' ');
                Name();
                _text.Append(" in ").Append(Pick(["[0:3]", "[0:i]", "{1, 2}", "c", "[3:-1:0]", "[0:100000000]"])).Append(' ');
                Block(depth);
                return;
            case 13:
                _text.Append("while (");
                Expression(0);
                _text.Append(") ");
                Block(depth);
                return;
            case 14:
                _text.Append("switch (");
                Expression(0);
                _text.Append(") { case 1 ");
                Block(depth);
                _text.Append(" default ");
                Block(depth);
                _text.Append("}\n");
                return;
            case 15:
                _text.Append("gate ");
                Name();
                _text.Append(Pick(["", "(a)", "(a, n)"])).Append(" d, r ");
                Block(depth);
                return;
            case 16:
                _text.Append("def ");
                Name();
                _text.Append(Pick(["()", "(int n)", "(qubit[2] q, bit c)", "(mutable array[int[8], 2] a)"])).Append(Pick(["", " -> int", " -> bit"])).Append(' ');
                Block(depth);
                return;
            case 17:
                Block(depth);
                return;
            default:
                _text.Append("box ");
                Block(depth);
                return;
        }

        _text.Append(";\n");
    }

    private void Block(int depth)
    {
        _text.Append("{\n");
        for (int k = _random.Next(3); k > 0; k--)
            Statement(depth + 1);
        _text.Append("}\n");
    }

    private void Arguments()
    {
        if (_random.Next(2) == 0)
            return;
        _text.Append('(');
        Expression(0);
        _text.Append(')');
    }

    private void Operand()
    {
        _text.Append(' ');
        if (_random.Next(10) == 0)
        {
            _text.Append('$').Append(_random.Next(5));
            return;
        }

        Name();
        if (_random.Next(2) == 0)
            _text.Append(Pick(["[0]", "[1]", "[-1]", "[0:1]", "[i]", "[{0, 2}]", "[7]", "[0, 1]", "[2:-1:0]", "[i][0]"]));
    }

    private void Expression(int depth)
    {
        switch (_random.Next(depth > 4 ? 3 : 8))
        {
            case 0:
                _text.Append(Pick(Literals));
                break;
            case 1 or 2:
                Operand();
                break;
            case 3 or 4:
                Expression(depth + 1);
                _text.Append(' ').Append(Pick(Operators)).Append(' ');
                Expression(depth + 1);
                break;
            case 5:
                _text.Append(Pick(["-", "!", "~"])).Append('(');
                Expression(depth + 1);
                _text.Append(')');
                break;
            case 6:
                _text.Append(Pick(["sin", "sqrt", "popcount", "rotl", "mod", "f", "real", "sizeof"])).Append('(');
                Expression(depth + 1);
                _text.Append(')');
                break;
            default:
                _text.Append(Pick(Types)).Append('(');
                Expression(depth + 1);
                _text.Append(')');
                break;
        }
    }

    private void Name() => _text.Append(Pick(Names));

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
